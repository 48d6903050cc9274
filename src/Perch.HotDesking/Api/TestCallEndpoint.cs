using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>POST /devices/{id}/test-call</c>: lets somebody alone at a desk see that it rings and hears.</summary>
internal sealed class TestCallEndpoint(IDirectory directory, DeskSpeech desks, ICallStarter calls)
{
    private const string CallerName = "Ring this desk";
    private static readonly TimeSpan RingFor = TimeSpan.FromSeconds(20);

    public async Task<IResult> RunAsync(Guid id, ApiCaller caller, CancellationToken cancellation)
    {
        if (directory.Device(new DeviceId(id)) is not { } device || device.AccountId != caller.Account
            || !caller.Covers(device))
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
        await call.PlayAsync(desks.Of(device));
        await call.EchoAsync();
    }
}

/// <summary>How the ringing ended.</summary>
internal sealed record TestCallJson(RingOutcome Outcome);
