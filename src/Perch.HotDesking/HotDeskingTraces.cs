using System.Diagnostics;

namespace Perch.HotDesking;

/// <summary>Spans of log-ins; nothing is made while nobody listens. No ID and no PIN is ever in one.</summary>
internal static class HotDeskingTraces
{
    private static readonly ActivitySource _source = new("Perch.HotDesking");

    /// <summary>The decision and its transaction, under the call or the request that asks for it.</summary>
    public static Activity? LogIn(LogInRequest request)
    {
        var span = _source.StartActivity("log-in");

        return span?
            .SetTag("perch.device.id", request.Device.ToString())
            .SetTag("perch.user.id", request.User.ToString())
            .SetTag("perch.log_in.how", request.How.ToString());
    }

    /// <summary>Whether somebody is who they say: the wait that guessing costs, and the hash.</summary>
    public static Activity? PinCheck() => _source.StartActivity("pin-check");
}
