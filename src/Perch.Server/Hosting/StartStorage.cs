using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.Server.Hosting;

/// <summary>Opens the database before anything listens.</summary>
internal static class StartStorage
{
    public static async Task OpenAsync(IServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<IPerchDatabase>().OpenAsync(CancellationToken.None);
        }
        catch (DataDirectoryException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }
}
