using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>One thing that has happened. The number of the row is the id of the event.</summary>
internal sealed class OutboxRow
{
    /// <summary>Grows with each commit and is never given twice.</summary>
    public long Id { get; set; }

    public Guid AccountId { get; set; }

    public string Type { get; set; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    public string? Actor { get; set; }

    /// <summary>The particulars as JSON, ready to be sent.</summary>
    public string Data { get; set; } = "";

    public static OutboxRow Of(OutboxEvent happened) => new()
    {
        AccountId = happened.Account.Value,
        Type = happened.Type,
        At = happened.At.ToUnixTimeMilliseconds(),
        Actor = happened.Actor,
        Data = happened.Data.ToJsonString(ApiJson.Options),
    };
}
