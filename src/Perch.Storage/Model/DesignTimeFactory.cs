using System.Reflection;
using Microsoft.EntityFrameworkCore.Design;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>Makes the context for <c>eng/migrations.sh</c>, with the tables of every module beside this program.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PerchDbContext>
{
    public PerchDbContext CreateDbContext(string[] args) =>
        StoreConnection.OpenWriter(":memory:", new ModuleTables(AllModules())).NewContext();

    /// <summary>Every module's tables, found as the tool must find them: without anyone's composition.</summary>
    internal static IReadOnlyList<IEntityModule> AllModules() =>
    [
        .. System.IO.Directory.GetFiles(AppContext.BaseDirectory, "Perch.*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IEntityModule)))
            .Select(type => (IEntityModule)Activator.CreateInstance(type, nonPublic: true)!),
    ];
}
