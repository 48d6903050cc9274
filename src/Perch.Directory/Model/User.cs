namespace Perch.Directory;

/// <summary>A person with an extension, rights and a hot-desk profile. Immutable.</summary>
public sealed record User
{
    public required UserId Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Username { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public Role Role { get; init; } = Role.User;

    /// <summary>Where a <see cref="Role.SiteManager"/> looks after the desks.</summary>
    public SiteSet Sites { get; init; } = SiteSet.None;

    /// <summary>What colleagues dial; null for someone who only logs in to the portal.</summary>
    public string? Extension { get; init; }

    public string? Language { get; init; }

    public bool Enabled { get; init; } = true;

    public CallerId CallerId { get; init; } = CallerId.None;

    public HotDeskProfile HotDesk { get; init; } = HotDeskProfile.Off;

    /// <summary>First and last name, or the user name where neither is set.</summary>
    public string DisplayName => (FirstName, LastName) switch
    {
        (null, null) => Username,
        (var first, null) => first,
        (null, var last) => last,
        var (first, last) => $"{first} {last}",
    };
}

/// <summary>What a person may do; <see cref="Operator"/> stands above all accounts.</summary>
public enum Role
{
    User,
    Receptionist,
    SiteManager,
    Admin,
    Operator,
}

/// <summary>Who a call says it is from; null members fall back to name and extension.</summary>
public sealed record CallerId(string? Internal, string? External)
{
    public static CallerId None { get; } = new(null, null);
}

/// <summary>How a user hot desks.</summary>
public sealed record HotDeskProfile
{
    public bool Enabled { get; init; }

    /// <summary>Digits, unique in the account; needed to enable.</summary>
    public string? Id { get; init; }

    public bool RequirePin { get; init; }

    /// <summary>The encoded hash of the PIN, or null where none is set.</summary>
    public PinHash? Pin { get; init; }

    public Elsewhere Elsewhere { get; init; } = Elsewhere.Move;

    /// <summary>Only <see cref="AutoLogOut.AfterHours"/> and <see cref="AutoLogOut.DailyAt"/> are a user's to set.</summary>
    public AutoLogOut? AutoLogOut { get; init; }

    public static HotDeskProfile Off { get; } = new();
}

/// <summary>What a second log-in of one person does to the first.</summary>
public enum Elsewhere
{
    Move,
    Keep,
    Refuse,
}

/// <summary>The encoded salted hash of a PIN; prints as stars.</summary>
public sealed record PinHash(string Encoded)
{
    public override string ToString() => "***";
}
