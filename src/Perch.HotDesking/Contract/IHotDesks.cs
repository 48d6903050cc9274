using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Who sits where, and the use cases that change it. Questions are answered from memory, as of the last commit,
/// and never wait; changes are one transaction each and throw <see cref="StoreUnavailableException"/> when the
/// database cannot take them, with nothing changed.
/// </summary>
public interface IHotDesks
{
    /// <summary>The open sessions at a device, oldest first.</summary>
    IReadOnlyList<HotDeskSession> OpenAt(DeviceId device);

    /// <summary>The open sessions of a user, oldest first.</summary>
    IReadOnlyList<HotDeskSession> OpenOf(UserId user);

    /// <summary>Whether people may log in at this device at all.</summary>
    bool IsDesk(Device device);

    /// <summary>
    /// The devices that a call to the user rings: those the user owns that are on and have no guest, and every
    /// desk with an open session of the user.
    /// </summary>
    IReadOnlyList<Device> DevicesRingingFor(UserId user);

    /// <summary>All devices a call to the user concerns, those that do not ring for it too, each with the reason.</summary>
    IReadOnlyList<PhoneOfUser> PhonesOf(UserId user);

    /// <summary>
    /// Logs the user in; whoever asks has made sure that it is them. The decision and all that it ends and starts
    /// is one transaction. Cancellation has effect until that begins, and none after.
    /// </summary>
    Task<LogInResult> LogInAsync(LogInRequest request, CancellationToken cancellation);

    /// <summary>Ends one session; null when it was not open any more.</summary>
    Task<HotDeskSession?> LogOutAsync(Guid session, EndReason reason, CancellationToken cancellation);
}

/// <summary>A device that a person owns or sits at, and why a call to them rings it or does not.</summary>
public sealed record PhoneOfUser(Device Device, Why Why)
{
    /// <summary>Whoever is logged in at the owner's phone.</summary>
    public UserId? Guest { get; init; }

    public bool Rings => Why is Why.OwnPhone or Why.Desk;
}

/// <summary>Somebody, known and proven, wants to sit somewhere.</summary>
public sealed record LogInRequest(DeviceId Device, UserId User, StartedHow How, UserId? By)
{
    /// <summary>Whom the one who logs in has agreed to displace.</summary>
    public TakeOver TakeOver { get; init; } = TakeOver.Nobody;
}

/// <summary>
/// Whom a log-in may displace under <see cref="OccupiedPolicy.Takeover"/>. It names people, because the occupant may
/// have changed between the question and the key.
/// </summary>
public sealed record TakeOver
{
    private readonly UserId[]? _people;

    private TakeOver(UserId[]? people) => _people = people;

    /// <summary>Ask first.</summary>
    public static TakeOver Nobody { get; } = new([]);

    /// <summary>Whoever is there.</summary>
    public static TakeOver Anybody { get; } = new(people: null);

    public static TakeOver From(IEnumerable<UserId> people) => new([.. people]);

    public bool Covers(UserId person) => _people is null || _people.Contains(person);
}

/// <summary>How a log-in ended.</summary>
public enum LogInOutcome
{
    LoggedIn,

    /// <summary>The user was logged in here before; nothing changed.</summary>
    AlreadyHere,

    /// <summary>Somebody else is here and may be taken over from.</summary>
    Occupied,

    /// <summary>Somebody else is here and stays.</summary>
    OccupiedRefused,

    /// <summary>The user is logged in at another desk and must log out there first.</summary>
    ElsewhereRefused,

    /// <summary>People may not log in at this device.</summary>
    NotADesk,

    /// <summary>Hot desking is off for this user.</summary>
    Disabled,
}

/// <summary>How a log-in ended, and with what.</summary>
/// <param name="Session">The session that is open now, when there is one.</param>
/// <param name="Occupants">Who is in the way, when somebody is.</param>
public sealed record LogInResult(LogInOutcome Outcome, HotDeskSession? Session, IReadOnlyList<UserId> Occupants);
