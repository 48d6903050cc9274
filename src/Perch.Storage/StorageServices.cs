using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Storage;

public static class StorageServices
{
    /// <summary>
    /// The database in a <see cref="DataDirectory"/>, which the caller registers, with the tables of every
    /// <see cref="IEntityModule"/>. Call <see cref="IPerchDatabase.OpenAsync"/> before use.
    /// </summary>
    public static IServiceCollection AddPerchStorage(this IServiceCollection services) => services
        .AddSingleton<IPerchStore>(provider => new PerchStore(
            provider.GetRequiredService<DataDirectory>(),
            provider.GetServices<IEntityModule>(),
            provider.GetRequiredService<ILogger<PerchStore>>(),

            // Later, because who watches the store may write to it.
            new(() => provider.GetService<IChangeWitness>() ?? NobodyWatches.Instance)))
        .AddSingleton<IPerchDatabase, PerchDatabase>();
}

/// <summary>A store that nobody watches.</summary>
internal sealed class NobodyWatches : IChangeWitness
{
    public static NobodyWatches Instance { get; } = new();

    public object? WhoAsks() => null;

    public void Witness(DbContext database, object who)
    {
    }
}
