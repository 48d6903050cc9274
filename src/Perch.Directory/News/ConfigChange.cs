using System.Text.Json.Nodes;

namespace Perch.Directory;

/// <summary>A change of configuration as the event <c>config.changed</c> tells it: which fields, and never their values.</summary>
/// <param name="Kind">What kind of thing, in the API's singular: <c>user</c>, <c>device</c>, <c>callflow</c> …</param>
/// <param name="Id">Its id, or its name where it has none.</param>
/// <param name="What"><see cref="Created"/>, <see cref="Changed"/> or <see cref="Deleted"/>.</param>
/// <param name="Fields">With the API's names; of a change only.</param>
public sealed record ConfigChange(string Kind, string Id, string What, IReadOnlyList<string> Fields)
{
    public const string EventType = "config.changed";
    public const string Created = "created";
    public const string Changed = "changed";
    public const string Deleted = "deleted";

    public OutboxEvent ToEvent(AccountId account, DateTimeOffset at, string? actor)
    {
        var data = new JsonObject
        {
            ["kind"] = Kind,
            ["id"] = Id,
            ["change"] = What,
            ["fields"] = new JsonArray([.. Fields.Select(field => JsonValue.Create(field))]),
        };

        if (Kind is "user" or "device")
        {
            data[Kind + "Id"] = Id;
        }

        return new(account, EventType, at, actor, data);
    }
}
