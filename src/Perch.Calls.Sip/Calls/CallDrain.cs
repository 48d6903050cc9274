namespace Perch.Calls.Sip;

/// <summary>Stopping without cutting anybody off.</summary>
internal sealed class CallDrain(CallServices services, NewCalls calls) : ICallDrain
{
    public int LiveCalls => services.Live.Count;

    public void StopTaking() => calls.Drain();

    public void EndAll()
    {
        foreach (var call in services.Live.All)
        {
            call.Abandon();
        }
    }
}
