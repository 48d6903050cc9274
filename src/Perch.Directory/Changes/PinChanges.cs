namespace Perch.Directory;

/// <summary>Changes the PIN and nothing else.</summary>
internal sealed class PinChanges(IChanges<UserId, UserDraft> users) : IPinChanges
{
    public async Task<bool> ChangeAsync(User user, Secret pin, CancellationToken cancellation)
    {
        var outcome = await users.ChangeAsync(
            user.AccountId,
            user.Id,
            ifVersion: null,
            draft => draft with { HotDesk = draft.HotDesk with { NewPin = pin } },
            cancellation);

        return outcome is ChangeOutcome<UserDraft>.Done;
    }
}
