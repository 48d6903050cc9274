using System.Diagnostics;

namespace Perch.Calls.Sip;

/// <summary>
/// Spans of a call: it, and under it what its story does. Nothing is made while nobody listens. What was dialled is in it
/// as it may be shown; what was typed is not.
/// </summary>
internal static class CallTraces
{
    public const string CallIdTag = "perch.call.id";

    private static readonly ActivitySource _source = new("Perch.Calls");

    /// <summary>From the first message to the end; whoever begins the call goes on outside of it.</summary>
    public static Activity? Begin(SipCall call)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        // A receive thread has other calls to begin: they are not part of this one.
        var around = Activity.Current;
        var span = _source.StartActivity("call", ActivityKind.Server);
        Activity.Current = around;

        return span?
            .SetTag(CallIdTag, call.Id.ToString())
            .SetTag("perch.account.id", call.Account.Id.ToString())
            .SetTag("perch.device.id", call.Caller.Device?.Id.ToString())
            .SetTag("perch.user.id", call.Caller.User?.Id.ToString())
            .SetTag("perch.call.dialled", call.Dialled);
    }

    /// <summary>A verb of the story, under whatever the story is in.</summary>
    public static Activity? Step(string verb, SipCall call) => _source.StartActivity(verb)?.SetTag(CallIdTag, call.Id.ToString());

    public static void End(Activity? span, Why ending)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("perch.call.ending", ending.ToString());

        if (ending is Why.Failed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        // Not disposed: that would make the span before it the current one, on whichever thread ends the call.
        var around = Activity.Current;
        span.Stop();
        Activity.Current = around;
    }
}
