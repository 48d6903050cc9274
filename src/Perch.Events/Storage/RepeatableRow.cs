namespace Perch.Events;

/// <summary>A request that came with an Idempotency-Key, and what was answered.</summary>
internal sealed class RepeatableRow
{
    public Guid AccountId { get; set; }

    public string Key { get; set; } = "";

    /// <summary>Keyed, because a body may hold a PIN that a plain hash would give away.</summary>
    public byte[] Fingerprint { get; set; } = [];

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    /// <summary>Null while the request runs, and for ever where the process died meanwhile.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    public string? ETag { get; set; }

    public string? Location { get; set; }

    /// <summary>Null where the answer held a secret.</summary>
    public byte[]? Body { get; set; }
}
