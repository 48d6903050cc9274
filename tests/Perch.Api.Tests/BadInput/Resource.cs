using System.Text.Json;

namespace Perch.Api.Tests.BadInput;

/// <summary>One resource of the API with a row for each of its fields.</summary>
/// <param name="Path">Where it is created and changed; settings are only changed.</param>
/// <param name="NewBody">A body that is right and that no other test uses.</param>
public sealed record Resource(string Name, string Path, Func<object> NewBody, IReadOnlyList<FieldRow> Fields)
{
    public bool IsOneObject { get; init; }

    public string Body() => JsonSerializer.Serialize(NewBody());

    /// <summary>A path that a PATCH may go to.</summary>
    public async Task<string> ExistingAsync(ApiClient client) => IsOneObject
        ? Path
        : $"{Path}/{(await client.CreateAsync(Path, Body())).Id}";

    public override string ToString() => Name;
}
