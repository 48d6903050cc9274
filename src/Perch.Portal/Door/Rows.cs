namespace Perch.Portal;

/// <summary>A person in a list.</summary>
public sealed record PersonRow(Guid Id, string Username, string? FirstName, string? LastName, string? Extension)
{
    public string Role { get; init; } = "user";

    public bool Enabled { get; init; } = true;

    public bool DevicesOn { get; init; }

    public HotDeskRow? HotDesk { get; init; }

    public string Name => (FirstName, LastName) switch
    {
        (null, null) => Username,
        _ => $"{FirstName} {LastName}".Trim(),
    };

    /// <summary>With the extension, so that two of one name can be told apart.</summary>
    public string Title => Extension is null ? Name : $"{Name} · {Extension}";
}

/// <summary>The hot-desk profile of a person in a list.</summary>
public sealed record HotDeskRow(bool Enabled, string? Id, bool RequirePin);

/// <summary>A device in a list.</summary>
public sealed record DeviceRow(Guid Id, string Nickname, string Type, Guid? OwnerId, bool Enabled, bool Registered)
{
    public string RingState { get; init; } = "on";

    public SipRow? Sip { get; init; }

    public string? MacAddress { get; init; }

    public string? Brand { get; init; }

    public string? Model { get; init; }
}

/// <summary>A desk with who sits there.</summary>
public sealed record DeskRow(Guid Id, string Nickname, Guid? SiteId, string State, IReadOnlyList<Occupant> Occupants)
{
    public DateTimeOffset? LogOutAt { get; init; }

    public string? LogOutReason { get; init; }
}

/// <summary>Somebody at a desk.</summary>
public sealed record Occupant(Guid UserId, string Name, DateTimeOffset Since, string How);

/// <summary>A hot-desk session.</summary>
public sealed record SessionRow(Guid Id, Guid UserId, Guid DeviceId, DateTimeOffset StartedAt, string StartedHow)
{
    public DateTimeOffset? EndedAt { get; init; }

    public string? EndReason { get; init; }

    /// <summary>So old that the account forgot who it was.</summary>
    public bool Pseudonymised { get; init; }

    /// <summary>With <c>expand=user</c>, where the person is still there and may be seen.</summary>
    public PersonRow? User { get; init; }

    /// <summary>With <c>expand=device</c>, where the desk is still there and may be seen.</summary>
    public DeviceRow? Device { get; init; }
}

/// <summary>A lock after wrong PINs: of a person at a desk or from an address, or of a desk for everybody.</summary>
public sealed record LockRow(Guid Id, Guid? UserId, Guid? DeviceId, string? Address, DateTimeOffset Until);

/// <summary>A house or a floor.</summary>
public sealed record SiteRow(Guid Id, string Name, string? TimeZone);

/// <summary>How a device registers.</summary>
public sealed record SipRow(string Username);

/// <summary>What an import did, or would do.</summary>
public sealed record ImportRow(bool Imported, ImportCounts Counts, IReadOnlyList<ImportLineRow> Lines)
{
    /// <summary>The answer itself, or what a refusal brings beside its reason; null where it says nothing of lines.</summary>
    internal static ImportRow? Of(ApiAnswer answer) => answer.IsFine
        ? answer.As<ImportRow>()
        : answer.Body?["import"] is { } import ? (answer with { Body = import }).As<ImportRow>() : null;
}

/// <summary>How many lines became what.</summary>
public sealed record ImportCounts(int Create, int Update, int Unchanged, int Refused);

/// <summary>One line of an import.</summary>
public sealed record ImportLineRow(int Line, string Kind, string? Name, Guid? Id, string Action, IReadOnlyList<string> Fields)
{
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    public string Why => string.Join("; ", Errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}"));
}

/// <summary>A feature code.</summary>
public sealed record CodeRow(string Name, string Code, bool Enabled);

/// <summary>A callflow in a list.</summary>
public sealed record CallflowRow(Guid Id, string Name, IReadOnlyList<string> Numbers, IReadOnlyList<string> Patterns);
