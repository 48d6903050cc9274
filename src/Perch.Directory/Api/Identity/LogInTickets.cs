using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Perch.Directory;

/// <summary>
/// Stand for a right password while its code is being typed, so that nobody has to keep the password for the second step.
/// Worth nothing without the code.
/// </summary>
internal sealed class LogInTickets(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // Only right passwords make one, but a person may make many.
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    public Secret Issue(ProvedPassword proved)
    {
        var now = time.GetUtcNow();

        foreach (var (old, one) in _tickets)
        {
            if (one.Until <= now || _tickets.Count >= Most)
            {
                _tickets.TryRemove(old, out _);
            }
        }

        var ticket = new Secret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        _tickets[HashOf(ticket)] = new(proved, now + Lifetime);

        return ticket;
    }

    public ProvedPassword? Find(Secret ticket) =>
        _tickets.TryGetValue(HashOf(ticket), out var found) && found.Until > time.GetUtcNow() ? found.Proved : null;

    public void End(Secret ticket) => _tickets.TryRemove(HashOf(ticket), out _);

    // A look-up by hash tells no one by its time how much of a guess was right.
    private static string HashOf(Secret ticket) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ticket.Value)));

    private sealed record Ticket(ProvedPassword Proved, DateTimeOffset Until);
}
