using System.Collections.Concurrent;

namespace Perch.Calls.Sip;

/// <summary>Calls that have begun and not ended. Thread-safe.</summary>
internal sealed class LiveCalls
{
    private readonly ConcurrentDictionary<CallId, SipCall> _calls = new();

    public int Count => _calls.Count;

    public IEnumerable<SipCall> All => _calls.Values;

    public SipCall? Find(CallId id) => _calls.GetValueOrDefault(id);

    public void Add(SipCall call) => _calls[call.Id] = call;

    public void Remove(SipCall call) => _calls.TryRemove(call.Id, out _);
}
