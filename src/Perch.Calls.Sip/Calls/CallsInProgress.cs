namespace Perch.Calls.Sip;

/// <summary>Calls as they are now, by either of their names.</summary>
internal sealed class CallsInProgress(CallServices services) : ICallsInProgress
{
    public RecordedCall? Find(string idOrSipCallId)
    {
        var call = Guid.TryParseExact(idOrSipCallId, "D", out var id)
            ? services.Live.Find(new(id))
            : services.Live.All.FirstOrDefault(live => live.CallerLeg?.SipCallId == idOrSipCallId);

        return call?.ToRecord(endedAt: null);
    }
}
