using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>A log-in that came to nothing. Two that are equal, within one minute, are kept as one.</summary>
internal sealed record Refusal(AccountId Account, Why Why, StartedHow How)
{
    /// <summary>Who was to be logged in; null for an ID that nobody has.</summary>
    public UserId? User { get; init; }

    /// <summary>The desk; null for a place that is not the account's, or not the asker's affair.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Who asked, where they had proven who they are.</summary>
    public UserId? By { get; init; }

    /// <summary>What is left to say when there are too many to tell apart.</summary>
    public Refusal AmongMany() => new(Account, Why, How);
}
