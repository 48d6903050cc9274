using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.Storage;

public static class StorageServices
{
    /// <summary>
    /// The database in a <see cref="DataDirectory"/>, which the caller registers, with the tables of every
    /// <see cref="IEntityModule"/>. Call <see cref="IPerchDatabase.OpenAsync"/> before use.
    /// </summary>
    public static IServiceCollection AddPerchStorage(this IServiceCollection services) => services
        .AddSingleton<IPerchStore, PerchStore>()
        .AddSingleton<IPerchDatabase, PerchDatabase>();
}
