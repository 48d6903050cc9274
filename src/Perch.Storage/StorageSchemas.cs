using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Perch.Storage;

/// <summary>The migrations of this program, as databases note them.</summary>
public static class StorageSchemas
{
    /// <summary>The first one first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(StorageSchemas).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];
}
