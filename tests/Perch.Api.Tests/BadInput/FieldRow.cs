using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Api.Tests.BadInput;

/// <summary>What is wrong for one field of one resource.</summary>
/// <param name="WrongType">A JSON value of a type that the field does not take.</param>
/// <param name="TooMuch">A value that is too long, too large or no such choice; null where every value is right.</param>
public sealed record FieldRow(string Field, object WrongType, object? TooMuch)
{
    /// <summary>Another type that the field does not take.</summary>
    public object OtherType { get; init; } = new[] { "a", "list" };

    public static FieldRow Text(string field, int max) => new(field, 7, new string('7', max + 1));

    public static FieldRow Flag(string field) => new(field, "yes", null);

    public static FieldRow Choice(string field) => new(field, 7, "no-such-choice");

    public static FieldRow Number(string field, double tooMuch) => new(field, "7", tooMuch);

    public static FieldRow Group(string field) => new(field, "text", null);

    public static FieldRow Id(string field) => new(field, 7, "not-an-id");

    public static FieldRow List(string field, int max) =>
        new(field, 7, Enumerable.Range(0, max + 1).Select(number => $"{number}")) { OtherType = new { an = "object" } };

    /// <summary>The body with this field set to <paramref name="value"/>, whatever the path to it.</summary>
    public string Put(string body, object? value)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        var path = Field.Split('.');
        var place = root;

        foreach (var name in path[..^1])
        {
            place[name] ??= new JsonObject();
            place = place[name]!.AsObject();
        }

        place[path[^1]] = JsonSerializer.SerializeToNode(value);
        return root.ToJsonString();
    }
}
