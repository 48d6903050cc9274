using Perch.Sip;

namespace Perch.Transport;

/// <summary>Writers used again on the same thread; nested use gets another one.</summary>
internal sealed class WriterPool : IDisposable
{
    private const int KeptForEachThread = 8;
    private readonly ThreadLocal<Stack<SipWriter>> _writers = new(static () => new(KeptForEachThread));

    public SipWriter Rent()
    {
        if (!_writers.Value!.TryPop(out var writer))
        {
            return new();
        }

        writer.Clear();

        return writer;
    }

    public void Return(SipWriter writer)
    {
        var kept = _writers.Value!;

        if (kept.Count < KeptForEachThread)
        {
            kept.Push(writer);
        }
    }

    public void Dispose() => _writers.Dispose();
}
