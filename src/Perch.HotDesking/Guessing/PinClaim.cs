using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Somebody says who they are, at some place. Prints nothing of what they typed.</summary>
internal sealed class PinClaim
{
    private PinClaim(Account account, User? user, string? unknownId, GuessPlace place)
    {
        Account = account;
        User = user;
        UnknownId = unknownId;
        Place = place;
    }

    public Account Account { get; }

    /// <summary>Null for an ID that nobody has.</summary>
    public User? User { get; }

    public string? UnknownId { get; }

    public GuessPlace Place { get; }

    /// <summary>What was entered; null where no PIN is asked for.</summary>
    public string? Pin { get; private init; }

    /// <summary>What others tried elsewhere does not slow this one: it has a password behind it.</summary>
    public bool IsPortalSession { get; private init; }

    /// <summary>An ID typed at a phone.</summary>
    public static PinClaim AtPhone(Account account, User? user, string id, string? pin, Device? desk) =>
        new(account, user, user is null ? id : null, GuessPlace.At(desk)) { Pin = pin };

    /// <summary>Somebody already logged in to the API.</summary>
    public static PinClaim OverRest(Account account, User user, string pin, string address) =>
        new(account, user, unknownId: null, GuessPlace.From(address)) { Pin = pin, IsPortalSession = true };

    public override string ToString() => "***";
}

/// <summary>Where somebody tries: at a desk, or from an address.</summary>
internal sealed record GuessPlace(DeviceId? Device, string? Address)
{
    /// <summary>A call from no phone of ours has one place of its own.</summary>
    public static GuessPlace At(Device? desk) => desk is null ? new(null, "outside") : new(desk.Id, null);

    public static GuessPlace From(string address) => new(null, address);
}
