using System.Globalization;
using System.Text;

namespace Perch.Events;

/// <summary>
/// One listener. It keeps only its position: what it has not read yet waits in the shared memory or in the database,
/// so that however slow it is, nobody else waits and nothing grows. One that takes nothing for a while is closed and
/// may come back where it stopped.
/// </summary>
internal sealed class EventStream(EventPages pages, TimeProvider time, Listening listening, Stream output)
{
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(30);

    private long _position;
    private long _toldPosition = -1;

    /// <summary>Runs until the listener goes, is too slow, or may not listen any more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        await HeartbeatAsync(cancellation);

        while (true)
        {
            await SendWhatIsThereAsync(cancellation);

            if (!await NewsWithinAsync(HeartbeatEvery, cancellation))
            {
                if (!listening.MayGoOn())
                {
                    return;
                }

                await HeartbeatAsync(cancellation);
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        _position = pages.Last;
        await WriteAsync("retry: 2000\n\n"u8.ToArray(), cancellation);

        if (listening.After is not { } after)
        {
            return;
        }

        if (await pages.IsKeptAsync(after, cancellation))
        {
            _position = after;
            return;
        }

        // What lies between is gone: whoever keeps a copy of the state must read it anew.
        await WriteAsync(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"id: {_position}\nevent: reset\ndata: {listening.Reset(_position)}\n\n")), cancellation);
    }

    private async Task SendWhatIsThereAsync(CancellationToken cancellation)
    {
        while (_position < pages.Last)
        {
            var page = await pages.AfterAsync(listening.Account, _position, cancellation);

            foreach (var frame in page.Frames.Where(IsWanted))
            {
                await WriteAsync(frame.OnTheStream, cancellation);
                _toldPosition = frame.Id;
            }

            _position = page.UpTo;
            await output.FlushAsync(cancellation);
        }
    }

    private bool IsWanted(EventFrame frame) => listening.Filter.Wants(frame.Type) && listening.Sees(frame);

    // An id without data tells no event, but moves the place to resume from: quiet listeners do not fall behind.
    private Task HeartbeatAsync(CancellationToken cancellation)
    {
        var text = _toldPosition == _position
            ? ": still here\n\n"
            : string.Create(CultureInfo.InvariantCulture, $": still here\nid: {_position}\n\n");
        _toldPosition = _position;
        return WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    private async Task<bool> NewsWithinAsync(TimeSpan wait, CancellationToken cancellation)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = pages.WaitBeyondAsync(_position);
        var first = await Task.WhenAny(news, Task.Delay(wait, time, given.Token));
        await given.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        return first == news;
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(MostPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        await output.WriteAsync(bytes, either.Token);
    }
}
