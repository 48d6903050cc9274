namespace Perch.Directory;

/// <summary>Everything an administrator writes about a user, with the names of the API.</summary>
public sealed record UserDraft
{
    public string? ExternalId { get; init; }

    /// <summary>For the portal; unique in the account, in any case.</summary>
    public string Username { get; init; } = "";

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public Role Role { get; init; } = Role.User;

    /// <summary>Where a site manager looks after the desks.</summary>
    public SiteSet Sites { get; init; } = SiteSet.None;

    public string? Extension { get; init; }

    public string? Language { get; init; }

    public bool Enabled { get; init; } = true;

    public CallerId CallerId { get; init; } = CallerId.None;

    public HotDeskDraft HotDesk { get; init; } = new();

    /// <summary>Null leaves the password as it is; a user without one cannot log in to the portal.</summary>
    public Secret? NewPassword { get; init; }

    /// <summary>Null leaves it as it is; a new password ends it.</summary>
    public Invitation? NewInvitation { get; init; }

    /// <summary>Read only: whether a portal password is set.</summary>
    public bool HasPassword { get; init; }
}

/// <summary>A code that sets a password once.</summary>
public sealed record Invitation(Secret Code, DateTimeOffset Until);

/// <summary>The hot-desk profile as an administrator writes it.</summary>
public sealed record HotDeskDraft
{
    public bool Enabled { get; init; }

    public string? Id { get; init; }

    public bool RequirePin { get; init; }

    public Elsewhere Elsewhere { get; init; } = Elsewhere.Move;

    /// <summary>Of a user only the hours and the time of day count.</summary>
    public AutoLogOut? AutoLogOut { get; init; }

    /// <summary>Null leaves the PIN as it is.</summary>
    public Secret? NewPin { get; init; }

    /// <summary>Whether a PIN is set; an edit that makes it false removes the PIN.</summary>
    public bool HasPin { get; init; }
}
