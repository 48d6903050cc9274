namespace Perch.HotDesking;

/// <summary>What automatic log-outs at a desk are counted from.</summary>
internal sealed class DeskFactsRow
{
    public Guid DeviceId { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long? LastUsed { get; private set; }

    /// <summary>Unix milliseconds; null while the phone can be reached.</summary>
    public long? UnregisteredSince { get; private set; }

    public DeskFacts ToFacts() => new(Time(LastUsed), Time(UnregisteredSince));

    public void Take(DeskFacts facts)
    {
        LastUsed = facts.LastUsed?.ToUnixTimeMilliseconds();
        UnregisteredSince = facts.UnregisteredSince?.ToUnixTimeMilliseconds();
    }

    private static DateTimeOffset? Time(long? at) =>
        at is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
