using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Remembers requests in the database, and in memory those that are being served.</summary>
internal sealed partial class RepeatedRequests(
    IPerchStore store, IKeys keys, TimeProvider time, ILogger<RepeatedRequests> logger) : IRepeatedRequests
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(Guid, string), bool> _running = new();

    public Task<RepeatOutcome> BeginAsync(RepeatableRequest request, CancellationToken cancellation)
    {
        var account = ApiCaller.Of(request.Caller).Account.Value;
        var fingerprint = Seal(request.Fingerprint);

        return store.WriteAsync(
            async (database, token) =>
            {
                var row = await database.FindAsync<RepeatableRow>([account, request.Key], token);

                if (row is null || row.At <= (time.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds())
                {
                    Begin(database, row, (account, request.Key), fingerprint);
                    return new RepeatOutcome.IsNew();
                }

                return OutcomeOf(row, fingerprint);
            },
            committed: null,
            cancellation);
    }

    public async Task EndAsync(RepeatableRequest request, RecordedAnswer? answer)
    {
        var account = ApiCaller.Of(request.Caller).Account.Value;
        var row = new RepeatableRow { AccountId = account, Key = request.Key };

        try
        {
            await store.WriteAsync((database, token) => EndAsync(database, row, answer, token), committed: null, default);
        }
        catch (StoreUnavailableException failure)
        {
            // What was done is done, and is answered; a repetition hears that it is not known.
            LogNotKept(failure.Message);
        }
        finally
        {
            _running.TryRemove((account, request.Key), out _);
        }
    }

    private static Task<int> EndAsync(
        DbContext database, RepeatableRow row, RecordedAnswer? answer, CancellationToken cancellation)
    {
        var same = database.Set<RepeatableRow>()
            .Where(other => other.AccountId == row.AccountId && other.Key == row.Key);

        return answer is null
            ? same.ExecuteDeleteAsync(cancellation)
            : same.ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Status, answer.Status)
                    .SetProperty(other => other.ContentType, answer.ContentType)
                    .SetProperty(other => other.ETag, answer.ETag)
                    .SetProperty(other => other.Location, answer.Location)
                    .SetProperty(other => other.Body, answer.Body),
                cancellation);
    }

    private void Begin(DbContext database, RepeatableRow? old, (Guid Account, string Key) key, byte[] fingerprint)
    {
        var row = old ?? new RepeatableRow { AccountId = key.Account, Key = key.Key };
        row.Fingerprint = fingerprint;
        row.At = time.GetUtcNow().ToUnixTimeMilliseconds();
        (row.Status, row.ContentType, row.ETag, row.Location, row.Body) = (null, null, null, null, null);

        if (old is null)
        {
            database.Add(row);
        }

        _running[key] = true;
    }

    private RepeatOutcome OutcomeOf(RepeatableRow row, byte[] fingerprint)
    {
        if (!CryptographicOperations.FixedTimeEquals(row.Fingerprint, fingerprint))
        {
            return new RepeatOutcome.IsAnother();
        }

        if (row.Status is { } status)
        {
            return new RepeatOutcome.IsAnswered(new(status, row.ContentType, row.ETag, row.Location, row.Body));
        }

        return _running.ContainsKey((row.AccountId, row.Key))
            ? new RepeatOutcome.IsRunning()
            : new RepeatOutcome.IsUnknown();
    }

    // A body may hold a PIN, and a plain hash of the rest and four digits is soon tried through.
    private byte[] Seal(byte[] fingerprint) => HMACSHA256.HashData(keys.Key(KeyPurpose.Pins), fingerprint);

    [LoggerMessage(LogLevel.Error, "An answer could not be kept for repetitions of its request: {Why}")]
    private partial void LogNotKept(string why);
}
