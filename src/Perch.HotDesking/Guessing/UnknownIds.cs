using System.Security.Cryptography;
using System.Text;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Names whoever is guessed at. An ID that nobody has is counted like one that somebody has, or the lock would tell
/// them apart; what was typed may have been a PIN, so only a keyed hash of it is kept.
/// </summary>
internal sealed class UnknownIds(IKeys keys)
{
    public Guid WhoIs(PinClaim claim) => claim.User?.Id.Value ?? HashOf(claim.Account.Id, claim.UnknownId ?? "");

    private Guid HashOf(AccountId account, string id) => new(HMACSHA256.HashData(
        keys.Key(KeyPurpose.Pins), Encoding.UTF8.GetBytes($"unknown id|{account}|{id}")).AsSpan(0, 16));
}
