using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Perch.Directory;

/// <summary>
/// The second factor of those who have one: codes of an authenticator app, and ten codes on paper for its loss. Each code
/// works once; the store's one writer sees to that.
/// </summary>
internal sealed class SecondFactors(IPerchStore store, SecretBox box, TimeProvider time) : IAccountContents
{
    private const int SecretBytes = 20;
    private const int RecoveryCodes = 10;

    // As much as a token's guessing is out of reach: 80 bits, which need no slow hash.
    private const int RecoveryGroups = 4;

    // RFC 6238 §5.2: one step for the way there, and as much for clocks that go wrong.
    private static readonly VerificationWindow _window = new(previous: 1, future: 1);

    public Task<SecondFactorRow?> FindAsync(UserId user, CancellationToken cancellation) => store.ReadAsync(
        (db, token) => db.Set<SecondFactorRow>()
            .SingleOrDefaultAsync(row => row.UserId == user.Value && row.ConfirmedAt != null, token),
        cancellation);

    /// <summary>A new secret, which counts once it is confirmed; null where there is a second factor already.</summary>
    public async Task<Secret?> BeginAsync(User user, CancellationToken cancellation)
    {
        // RFC 4226 §4 R6: 160 bits.
        var secret = new Secret(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        var isNew = await store.WriteAsync(
            async (db, token) =>
            {
                var row = await RowAsync(db, user.Id, token);

                if (row?.ConfirmedAt is not null)
                {
                    return false;
                }

                if (row is null)
                {
                    row = new() { UserId = user.Id.Value, AccountId = user.AccountId.Value };
                    db.Add(row);
                }

                row.Secret = box.Seal(row.UserId, secret);
                row.LastStep = 0;

                return true;
            },
            committed: null,
            cancellation);

        return isNew ? secret : null;
    }

    /// <summary>The recovery codes, when the code is one of the secret that waits to be confirmed; else null.</summary>
    public async Task<IReadOnlyList<Secret>?> ConfirmAsync(UserId user, Secret code, CancellationToken cancellation)
    {
        Secret[] recovery = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => PrintedCode.New(RecoveryGroups))];
        var isRight = await store.WriteAsync(
            async (db, token) =>
            {
                if (await RowAsync(db, user, token) is not { ConfirmedAt: null } row || !TakeStep(row, code))
                {
                    return false;
                }

                row.ConfirmedAt = time.GetUtcNow().ToUnixTimeMilliseconds();
                row.RecoveryHashes = string.Join(' ', recovery.Select(one => HashOf(row, one)));

                return true;
            },
            committed: null,
            cancellation);

        return isRight ? recovery : null;
    }

    /// <summary>What the code proved, and it proves nothing again; null when it is wrong or was used.</summary>
    public Task<LoginProof?> ProveAsync(UserId user, Secret code, CancellationToken cancellation) => store.WriteAsync(
        async (db, token) => await RowAsync(db, user, token) is not { ConfirmedAt: not null } row ? null
            : TakeStep(row, code) ? LoginProof.Totp
            : TakeRecoveryCode(row, code) ? LoginProof.RecoveryCode
            : (LoginProof?)null,
        committed: null,
        cancellation);

    /// <summary>False where there was none.</summary>
    public async Task<bool> EndAsync(UserId user, CancellationToken cancellation) =>
        await store.WriteAsync(
            (db, token) => db.Set<SecondFactorRow>().Where(row => row.UserId == user.Value).ExecuteDeleteAsync(token),
            committed: null,
            cancellation) > 0;

    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        await database.Set<SecondFactorRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        return static () => { };
    }

    private static Task<SecondFactorRow?> RowAsync(DbContext db, UserId user, CancellationToken cancellation) =>
        db.Set<SecondFactorRow>().AsTracking().SingleOrDefaultAsync(row => row.UserId == user.Value, cancellation);

    private bool TakeStep(SecondFactorRow row, Secret code)
    {
        var digits = string.Concat(code.Value.Where(char.IsAsciiDigit));
        var totp = new Totp(Base32Encoding.ToBytes(box.Open(row.UserId, row.Secret).Value));

        // RFC 6238 §5.2: the verifier must not take a code a second time.
        if (!totp.VerifyTotp(time.GetUtcNow().UtcDateTime, digits, out var step, _window) || step <= row.LastStep)
        {
            return false;
        }

        row.LastStep = step;
        return true;
    }

    private static bool TakeRecoveryCode(SecondFactorRow row, Secret code)
    {
        var typed = Encoding.ASCII.GetBytes(HashOf(row, PrintedCode.Typed(code.Value)));
        var hashes = row.RecoveryHashes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var left = hashes.Where(hash => !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), typed)).ToList();
        row.RecoveryHashes = string.Join(' ', left);

        return left.Count < hashes.Length;
    }

    private static string HashOf(SecondFactorRow row, Secret code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.UserId} {code.Value}")));
}
