using System.Text.Json;

namespace Perch.Api.Tests.BadInput;

/// <summary>One resource of the API with a row for each of its fields.</summary>
/// <param name="Path">Where it is created and changed.</param>
/// <param name="NewBody">A body that is right and that no other test uses.</param>
public sealed record Resource(string Name, string Path, Func<object> NewBody, IReadOnlyList<FieldRow> Fields)
{
    /// <summary>The usual ones are made by POST and changed by PATCH.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["POST", "PATCH"];

    /// <summary>The path as the OpenAPI document has it.</summary>
    public string DocumentedPath { get; init; } = Path;

    public bool IsUsual => Methods.Count == 2;

    public string Body() => JsonSerializer.Serialize(NewBody());

    /// <summary>A path that a GET and a PATCH may go to.</summary>
    public async Task<string> ExistingAsync(ApiClient client) => IsUsual
        ? $"{Path}/{(await client.CreateAsync(Path, Body())).Id}"
        : Path;

    public override string ToString() => Name;
}
