using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Perch.Storage;

/// <summary>Names tables and columns as SQL people do: <c>HotDeskSessionRow</c> becomes <c>hot_desk_sessions</c>.</summary>
internal static class SnakeCase
{
    /// <summary>Leaves a table name that a module chose itself.</summary>
    public static void Name(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            if (entity.FindAnnotation(RelationalAnnotationNames.TableName) is null)
            {
                entity.SetTableName(Plural(Of(entity.ClrType.Name.Replace("Row", "", StringComparison.Ordinal))));
            }

            NameColumns(entity, "");
        }
    }

    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    private static string Plural(string name) => name.EndsWith('y') ? name[..^1] + "ies" : name + "s";

    private static void NameColumns(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            property.SetColumnName(prefix + Of(property.Name));
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            NameColumns(complex.ComplexType, $"{prefix}{Of(complex.Name)}_");
        }
    }
}
