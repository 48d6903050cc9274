using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>The hashes of what a person typed.</summary>
internal sealed record UserSecrets(string? PasswordHash, PinHash? PinHash, string? InvitationHash)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

/// <summary>Creates, changes and deletes users.</summary>
internal sealed class UserChanges(
    DirectoryWriter writer, IPerchStore store, TimeProvider time, DeviceModels devices, UserHashes hashes)
    : AccountRowChanges<UserRow, UserDraft, UserSecrets>(writer, store, time),
        IChanges<UserId, UserDraft>, IPlannedChanges<UserDraft>
{
    public IPlannedChange Plan(AccountId account, Stored<UserDraft>? seen, UserDraft draft) =>
        Plan(account.Value, seen, draft);

    public Task<Stored<UserDraft>?> FindAsync(AccountId account, UserId id, CancellationToken cancellation) =>
        FindAsync(account.Value, id.Value, cancellation);

    public Task<ChangeOutcome<UserDraft>> CreateAsync(
        AccountId account, UserDraft draft, CancellationToken cancellation) =>
        CreateAsync(account.Value, draft, cancellation);

    public Task<ChangeOutcome<UserDraft>> ChangeAsync(
        AccountId account, UserId id, long? ifVersion, Func<UserDraft, UserDraft> edit,
        CancellationToken cancellation) =>
        ChangeAsync(new(account.Value, id.Value), ifVersion, edit, cancellation);

    public Task<ChangeOutcome<UserDraft>> DeleteAsync(
        AccountId account, UserId id, long? ifVersion, CancellationToken cancellation) =>
        DeleteAsync(new(account.Value, id.Value), ifVersion, cancellation);

    protected override void Check(FieldChecks checks, UserDraft draft) => UserRules.Check(checks, draft);

    protected override Task<UserSecrets> PrepareAsync(UserDraft draft, bool isNew, CancellationToken cancellation) =>
        hashes.OfAsync(draft, cancellation);

    protected override async Task CheckInDatabaseAsync(
        DatabaseChecks checks, UserDraft draft, CancellationToken cancellation)
    {
        var username = UserMapping.KeyOf(draft.Username);
        var colliding = await checks.CollidingAsync<UserRow>(
            [
                row => row.UsernameKey == username,
                draft.Extension is { } wanted ? row => row.Extension == wanted : null,
                draft.HotDesk.Id is { } id ? row => row.HotDeskId == id : null,
                draft.ExternalId is { } external ? row => row.ExternalId == external : null,
            ],
            cancellation);

        foreach (var other in colliding)
        {
            Compare(checks.Fields, draft, other);
        }

        var sites = draft.Sites.Ids;

        if (sites.Count != await checks.Others<SiteRow>().CountAsync(row => sites.Contains(row.Id), cancellation))
        {
            checks.Fields.Wrong("siteIds", "must be sites of this account");
        }

        if (draft.Extension is { } extension && await checks.Others<FeatureCodeRow>()
                .AnyAsync(code => code.Enabled && code.Code == extension, cancellation))
        {
            checks.Fields.Taken("extension", "a feature code");
        }

        await ReservedNumbers.CheckAsync(checks, "extension", draft.Extension, cancellation);
    }

    protected override void Take(UserRow row, UserDraft draft, UserSecrets? secrets)
    {
        row.Take(draft);
        row.PasswordHash = secrets?.PasswordHash ?? row.PasswordHash;
        TakeInvitation(row, draft, secrets);
        row.HotDeskPinHash = secrets?.PinHash?.Encoded ?? (draft.HotDesk.HasPin ? row.HotDeskPinHash : null);
    }

    protected override UserDraft DraftOf(UserRow row) => row.ToDraft();

    protected override Task PublishAsync(
        DbContext database, DirectoryEdits edits, UserRow row, CancellationToken cancellation)
    {
        edits.Put(row.ToModel());
        return Task.CompletedTask;
    }

    // Such a device must not turn into a desk by itself, which is what a device without an owner otherwise is.
    protected override async Task UnlinkAsync(
        DatabaseChecks checks, DirectoryEdits edits, CancellationToken cancellation)
    {
        var owned = await checks.Others<DeviceRow>()
            .Where(device => device.OwnerId == checks.Self)
            .ToListAsync(cancellation);

        foreach (var device in owned)
        {
            device.OwnerId = null;
            device.LostOwner = true;
            Touch(device);
        }

        await devices.PublishAsync(checks.Database, edits, owned, cancellation);
        await checks.Database.Set<SecondFactorRow>().Where(factor => factor.UserId == checks.Self)
            .ExecuteDeleteAsync(cancellation);
        edits.RemoveUser(new UserId(checks.Self));
    }

    // Whoever has a new password needs no code for one, and an old code must not open what a new password closed.
    private static void TakeInvitation(UserRow row, UserDraft draft, UserSecrets? secrets)
    {
        if (secrets?.InvitationHash is { } hash)
        {
            (row.InvitationHash, row.InvitationUntil) = (hash, draft.NewInvitation!.Until.ToUnixTimeMilliseconds());
        }
        else if (secrets?.PasswordHash is not null)
        {
            (row.InvitationHash, row.InvitationUntil) = (null, null);
        }
    }

    private static void Compare(FieldChecks checks, UserDraft draft, UserRow other)
    {
        var name = other.ToModel().DisplayName;
        if (other.UsernameKey == UserMapping.KeyOf(draft.Username))
        {
            checks.Taken("username", name);
        }

        if (draft.Extension is not null && other.Extension == draft.Extension)
        {
            checks.Taken("extension", name);
        }

        if (draft.HotDesk.Id is not null && other.HotDeskId == draft.HotDesk.Id)
        {
            checks.Taken("hotDesk.id", name);
        }

        if (draft.ExternalId is not null && other.ExternalId == draft.ExternalId)
        {
            checks.Taken("externalId", name);
        }
    }
}

/// <summary>Hashes what a draft of a user brings, before any transaction.</summary>
internal sealed class UserHashes(IPins pins, IPasswordHasher passwords)
{
    public async Task<UserSecrets> OfAsync(UserDraft draft, CancellationToken cancellation) => new(
        draft.NewPassword is { } password ? await passwords.HashAsync(password.Value, cancellation) : null,
        draft.HotDesk.NewPin is { } pin ? await pins.HashAsync(pin.Value, cancellation) : null,
        draft.NewInvitation is { } invitation ? await passwords.HashAsync(invitation.Code.Value, cancellation) : null);
}
