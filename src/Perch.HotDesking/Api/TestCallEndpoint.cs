using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>POST /devices/{id}/test-call</c>: lets somebody alone at a desk see that it rings and hears.</summary>
internal sealed class TestCallEndpoint(IDirectory directory, IHotDesks hotDesks, ICallStarter calls)
{
    private const string CallerName = "Ring this desk";
    private static readonly TimeSpan RingFor = TimeSpan.FromSeconds(20);

    public async Task<IResult> RunAsync(Guid id, ApiCaller caller, CancellationToken cancellation)
    {
        if (directory.Device(new DeviceId(id)) is not { } device || device.AccountId != caller.Account)
        {
            return ApiProblem.NotFound();
        }

        var outcome = await calls.CallDeviceAsync(
            device, CallerName, RingFor, call => TellAsync(call, device), cancellation);

        return TypedResults.Ok(new TestCallJson(outcome));
    }

    /// <summary>The desk and the person aloud, then everything the phone hears.</summary>
    internal async Task TellAsync(ICall call, Device device)
    {
        await call.PlayAsync([DeskPrompts.ThisDesk, .. Spoken.Letters(device.Nickname), .. PersonAt(device)]);
        await call.EchoAsync();
    }

    private IEnumerable<Prompt> PersonAt(Device device)
    {
        if (hotDesks.OpenAt(device.Id) is { Count: > 0 } sessions)
        {
            return sessions.SelectMany(session => PersonSpeech.Of(directory.User(session.UserId)))
                .Append(DeskPrompts.Here);
        }

        return device.OwnerId is { } owner ? PersonSpeech.Of(directory.User(owner)) : [DeskPrompts.Nobody];
    }
}

/// <summary>How the ringing ended.</summary>
internal sealed record TestCallJson(RingOutcome Outcome);
