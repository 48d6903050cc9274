using Perch.Directory;

namespace Perch.Events;

/// <summary>The events that one webhook wants.</summary>
internal sealed class WantedEvents(EventPages pages, AccountId account, EventFilter filter)
{
    /// <summary>Waits until there is something after the position; none of it may be wanted.</summary>
    public async Task<EventPage> PageAfterAsync(long position, CancellationToken cancellation)
    {
        await pages.WaitBeyondAsync(position).WaitAsync(cancellation);
        var page = await pages.AfterAsync(account, position, cancellation);

        return page with { Frames = [.. page.Frames.Where(frame => filter.Wants(frame.Type))] };
    }

    /// <summary>The first ones of those that are there already, and the position up to which that is all.</summary>
    public async Task<EventPage> FirstAfterAsync(long position, int most, CancellationToken cancellation)
    {
        var first = new List<EventFrame>();

        while (first.Count < most && position < pages.Last)
        {
            var page = await PageAfterAsync(position, cancellation);
            first.AddRange(page.Frames);
            position = page.UpTo;
        }

        return first.Count < most ? new(first, position) : new(first[..most], first[most - 1].Id);
    }

    /// <summary>Waits until one more is there.</summary>
    public async Task OneMoreAsync(long position, CancellationToken cancellation)
    {
        EventPage page;

        do
        {
            page = await PageAfterAsync(position, cancellation);
            position = page.UpTo;
        }
        while (page.Frames.Count == 0);
    }
}
