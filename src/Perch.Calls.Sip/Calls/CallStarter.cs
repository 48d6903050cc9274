using Perch.Directory;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>Calls that the server makes: the phone is rung, and whoever answers is told the story.</summary>
internal sealed class CallStarter(CallServices services, ICallerIdentity identity, ICallRouter router) : ICallStarter
{
    private static readonly TimeSpan RingOwnPhoneFor = TimeSpan.FromSeconds(20);

    public async Task<RingOutcome> CallDeviceAsync(
        Device device, string callerName, TimeSpan ringFor, Func<ICall, Task> story, CancellationToken cancellation)
    {
        var call = Begin(device, "");
        using var giveUp = cancellation.UnsafeRegister(static call => ((SipCall)call!).Abandon(), call);

        try
        {
            var result = await RingAsync(call, device, (callerName, services.Options.OwnNumber), ringFor);

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

    /// <summary>Rings the phone, which shows the number; when it is answered, calls the number as if it was dialled there.</summary>
    public SipCall Place(Device device, string number)
    {
        var account = AccountOf(device);
        var call = Begin(device, router.Redact(account, number));
        CallStories.Start(call, async story =>
        {
            var result = await RingAsync(story, device, (story.Dialled, story.Dialled), RingOwnPhoneFor);

            if (result.Leg is not null)
            {
                await router.RouteAsync(story, number);
            }
        });

        return call;
    }

    private static Task<RingResult> RingAsync(
        SipCall call, Device device, (string Name, string Number) shown, TimeSpan ringFor) =>
        call.RingOutAsync(
            [device],
            new(shown.Name, shown.Number, call.Account.Realm, SdpCodecs.All, SipRequests.UsualMaxForwards),
            ringFor);

    /// <summary>The story is told to the phone, so whoever sits there is its caller.</summary>
    private SipCall Begin(Device device, string dialled) =>
        new(services, new(AccountOf(device), identity.Identify(device), dialled));

    private Account AccountOf(Device device) => services.Directory.Account(device.AccountId)
        ?? throw new InvalidOperationException("The device's account is gone.");
}
