using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>The one context, assembled from what the modules say about their tables.</summary>
internal sealed class PerchDbContext(DbContextOptions options, ModuleTables tables) : DbContext(options)
{
    public ModuleTables Tables => tables;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var module in tables.Modules)
        {
            module.Configure(modelBuilder);
        }

        SnakeCase.Name(modelBuilder.Model);
    }
}

/// <summary>Which modules have tables; equal sets share one compiled model.</summary>
internal sealed class ModuleTables
{
    public ModuleTables(IEnumerable<IEntityModule> modules)
    {
        Modules = [.. modules.OrderBy(module => module.GetType().FullName, StringComparer.Ordinal)];
        Key = string.Join(' ', Modules.Select(module => module.GetType().FullName));
    }

    public IReadOnlyList<IEntityModule> Modules { get; }

    public string Key { get; }
}

/// <summary>Keeps models of different module sets apart: tests run servers with fewer modules in one process.</summary>
internal sealed class ModelPerModules : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (((PerchDbContext)context).Tables.Key, designTime);
}
