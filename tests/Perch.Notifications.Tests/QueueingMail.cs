using Perch.TestKit.Network;

namespace Perch.Notifications.Tests;

/// <summary>With Debian's Exim.</summary>
public sealed class QueueingMail : PostOffice
{
    [Fact]
    public async Task What_cannot_be_sent_now_is_sent_when_the_server_is_back()
    {
        using var queue = Queue();
        Set(server => server with { Port = 1 });
        queue.Add(Account, new("alice@example.com", "Desk offline", "The window desk."));
        await UntilAwaitedAsync(TimeSpan.FromMinutes(1));

        Set(server => server);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("The window desk.", await Exim.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_in_nobodys_way()
    {
        using var queue = Queue();

        queue.Add(Account, new(EximServer.Nobody, "First", "Refused."));
        queue.Add(Account, new("alice@example.com", "Second", "Taken."));

        Assert.Contains("Taken.", await Exim.NextAsync(), StringComparison.Ordinal);
    }

    private async Task UntilAwaitedAsync(TimeSpan wait)
    {
        while (!Clock.IsAwaited(Clock.GetUtcNow() + wait))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        }
    }
}
