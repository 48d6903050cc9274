namespace Perch.Directory;

/// <summary>Rows of users as what others see, and back.</summary>
internal static class UserMapping
{
    public static Stored<UserDraft> ToStored(this UserRow row) => row.Stored(row.ToDraft());

    public static UserDraft ToDraft(this UserRow row) => new()
    {
        ExternalId = row.ExternalId,
        Username = row.Username,
        FirstName = row.FirstName,
        LastName = row.LastName,
        Email = row.Email,
        Role = row.Role,
        Sites = SitesOf(row.Sites),
        Extension = row.Extension,
        Language = row.Language,
        Enabled = row.Enabled,
        CallerId = CallerIdOf(row.CallerIdInternal, row.CallerIdExternal),
        HasPassword = row.PasswordHash is not null,
        HotDesk = new HotDeskDraft
        {
            Enabled = row.HotDeskEnabled,
            Id = row.HotDeskId,
            RequirePin = row.HotDeskRequirePin,
            HasPin = row.HotDeskPinHash is not null,
            Elsewhere = row.HotDeskElsewhere,
            AutoLogOut = row.HotDeskAutoLogOut.ToAutoLogOut(),
        },
    };

    public static User ToModel(this UserRow row) => new()
    {
        Id = new UserId(row.Id),
        AccountId = new AccountId(row.AccountId),
        Username = row.Username,
        FirstName = row.FirstName,
        LastName = row.LastName,
        Role = row.Role,
        Sites = SitesOf(row.Sites),
        Extension = row.Extension,
        Language = row.Language,
        Enabled = row.Enabled,
        CallerId = CallerIdOf(row.CallerIdInternal, row.CallerIdExternal),
        HotDesk = row.ToProfile(),
    };

    /// <summary>Everything but the secrets, which are hashed before.</summary>
    public static void Take(this UserRow row, UserDraft draft)
    {
        row.ExternalId = draft.ExternalId;
        row.Username = draft.Username;
        row.UsernameKey = KeyOf(draft.Username);
        row.FirstName = draft.FirstName;
        row.LastName = draft.LastName;
        row.Email = draft.Email;
        row.Role = draft.Role;
        row.Sites = draft.Sites.Text;
        row.Extension = draft.Extension;
        row.Language = draft.Language;
        row.Enabled = draft.Enabled;
        row.CallerIdInternal = draft.CallerId.Internal;
        row.CallerIdExternal = draft.CallerId.External;
        row.HotDeskEnabled = draft.HotDesk.Enabled;
        row.HotDeskId = draft.HotDesk.Id;
        row.HotDeskRequirePin = draft.HotDesk.RequirePin;
        row.HotDeskElsewhere = draft.HotDesk.Elsewhere;
        row.HotDeskAutoLogOut = AutoLogOutColumns.From(draft.HotDesk.AutoLogOut);
    }

    /// <summary>What is compared where names are unique in any case.</summary>
    public static string KeyOf(string name) => name.ToLowerInvariant();

    /// <summary>The one shared <see cref="CallerId.None"/> where nothing is set, which is nearly everywhere.</summary>
    public static CallerId CallerIdOf(string? ours, string? outside) =>
        ours is null && outside is null ? CallerId.None : new CallerId(ours, outside);

    /// <summary>The one shared <see cref="SiteSet.None"/> for nearly everybody.</summary>
    private static SiteSet SitesOf(string text) => text.Length == 0 ? SiteSet.None : new(text);

    private static HotDeskProfile ToProfile(this UserRow row) => new()
    {
        Enabled = row.HotDeskEnabled,
        Id = row.HotDeskId,
        RequirePin = row.HotDeskRequirePin,
        Pin = row.HotDeskPinHash is { } hash ? new PinHash(hash) : null,
        Elsewhere = row.HotDeskElsewhere,
        AutoLogOut = row.HotDeskAutoLogOut.ToAutoLogOut(),
    };
}
