using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Perch.Directory;

namespace Perch.Events;

/// <summary>One follower of the outbox for all who only want to know that there is news. Costs nothing until one does.</summary>
internal sealed class EventBell(OutboxTail tail, RecentEvents recent, IHostApplicationLifetime lifetime) : IEventBell
{
    private readonly ConcurrentDictionary<AccountId, ImmutableList<Action<string>>> _listeners = new();
    private readonly Lock _lock = new();
    private Task? _ringing;

    public IDisposable Listen(AccountId account, Action<string> rung)
    {
        _listeners.AddOrUpdate(account, [rung], (_, others) => others.Add(rung));

        lock (_lock)
        {
            if (_ringing is null or { IsCompleted: true })
            {
                _ringing = Task.Run(RingAsync);
            }
        }

        return new Listener(() => _listeners.AddOrUpdate(account, [], (_, others) => others.Remove(rung)));
    }

    private async Task RingAsync()
    {
        var stopping = lifetime.ApplicationStopping;
        await tail.FollowAsync();
        var position = recent.Last;

        while (!stopping.IsCancellationRequested)
        {
            await recent.WaitBeyondAsync(position).WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var last = recent.Last;
            Ring(recent.After(position));
            position = last;
        }
    }

    private void Ring(IReadOnlyList<EventFrame>? frames)
    {
        if (frames is null)
        {
            // So much at once that memory does not reach back: everything may have changed.
            _listeners.Keys.ToList().ForEach(account => Tell(account, "reset"));
            return;
        }

        foreach (var frame in frames)
        {
            Tell(frame.Account, frame.Type);
        }
    }

    private void Tell(AccountId account, string type)
    {
        if (_listeners.TryGetValue(account, out var listeners))
        {
            listeners.ForEach(rung => rung(type));
        }
    }

    private sealed class Listener(Action leave) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref leave, static () => { })();
    }
}
