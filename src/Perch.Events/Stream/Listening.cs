using System.Globalization;
using System.Text.Json;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Who listens, to what, and from where on.</summary>
/// <param name="After">The last event it has; null to begin now.</param>
/// <param name="MayGoOn">Asked at each heartbeat: a token ends, a role is taken away.</param>
internal sealed record Listening(AccountId Account, EventFilter Filter, long? After, Func<bool> MayGoOn)
{
    /// <summary>Whether an event is the listener's affair; asked for each.</summary>
    public Func<EventFrame, bool> Sees { get; init; } = static _ => true;

    public required TimeProvider Time { get; init; }

    /// <summary>The envelope of a reset.</summary>
    public string Reset(long position) => JsonSerializer.Serialize(
        new
        {
            Id = position.ToString(CultureInfo.InvariantCulture),
            Type = "reset",
            At = Time.GetUtcNow(),
            AccountId = Account.Value,
            Actor = (string?)null,
            Data = new { },
        },
        ApiJson.Options);
}
