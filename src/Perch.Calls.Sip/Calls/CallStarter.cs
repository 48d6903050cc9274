using Perch.Directory;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>Calls that the server makes: the phone is rung, and whoever answers is told the story.</summary>
internal sealed class CallStarter(CallServices services) : ICallStarter
{
    public async Task<RingOutcome> CallDeviceAsync(
        Device device, string callerName, TimeSpan ringFor, Func<ICall, Task> story, CancellationToken cancellation)
    {
        var account = services.Directory.Account(device.AccountId)
            ?? throw new InvalidOperationException("The device's account is gone.");

        // The story is told to the device, so the device is its caller.
        var call = new SipCall(services, new(account, new(device, null, null, callerName, ""), ""));
        var targets = SipCall.TargetsOf(services, [device]);
        var template = new InviteTemplate(
            callerName, services.Options.OwnNumber, account.Realm, SdpCodecs.All, SipRequests.UsualMaxForwards);

        using var giveUp = cancellation.UnsafeRegister(static call => ((SipCall)call!).Abandon(), call);

        try
        {
            var result = await call.RingOutAsync(targets, template, ringFor);

            if (result.Leg is not null)
            {
                CallStories.Start(call, story);
            }

            return result.Outcome;
        }
        catch (CallEndedException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody ended the call while it rang.
            return RingOutcome.NoAnswer;
        }
    }
}
