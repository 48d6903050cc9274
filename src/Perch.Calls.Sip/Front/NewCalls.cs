using System.Buffers;
using Perch.Directory;
using Perch.Registrar;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Makes a call out of an INVITE that passed the gate.</summary>
internal sealed class NewCalls(CallServices services, ICallerIdentity identity, ICallRouter router)
{
    private static readonly SearchValues<char> NumberWithSeparators = SearchValues.Create("0123456789+*#-.() ");

    private volatile bool _draining;

    public void Drain() => _draining = true;

    /// <summary>Begins the call, or says what stands against it; nothing is kept then.</summary>
    public RequestFault TryBegin(SipMessage invite, in SipFlow flow, in AuthenticatedDevice sender)
    {
        var fault = Check(invite, out var dialled);
        var forHelp = fault == RequestFault.None && services.Directory.CallsForHelp(sender.Device, dialled);

        if (fault == RequestFault.None && !forHelp)
        {
            fault = WhileWeTakeNone(sender);
        }

        var timer = SessionTimer.Answer(invite, null);

        if (fault == RequestFault.None && timer.RejectStatus != 0)
        {
            fault = timer.RejectStatus == 422 ? RequestFault.SessionTooShort : RequestFault.BadRequest;
        }

        if (fault != RequestFault.None)
        {
            return fault;
        }

        // Whatever may fail comes before what would have to be given back.
        var start = new CallStart(sender.Account, identity.Identify(sender.Device), router.Redact(sender.Account, dialled));

        if (LegMedia.TryOpen(services.Engine, services.Stack, flow, forHelp) is not { } media)
        {
            return RequestFault.NoRoom;
        }

        fault = TakeOffer(invite, media);

        if (fault != RequestFault.None)
        {
            media.Dispose();
            return fault;
        }

        var call = new SipCall(services, start, media, flow);

        // A CANCEL may come by another connection as soon as there is a transaction: the strand makes it wait its turn.
        call.Strand.Run((Leg: call.CallerLeg!, services.Stack, invite, flow, timer), static at =>
            at.Leg.Begin(at.Stack.Accept(at.invite, at.flow, at.Leg), at.timer));
        CallStories.Start(call, story => router.RouteAsync(story, dialled));

        return RequestFault.None;
    }

    /// <summary>What <see cref="TryBegin"/> would say, without beginning anything.</summary>
    public RequestFault WouldBegin(SipMessage options, in AuthenticatedDevice sender)
    {
        var fault = CheckTarget(options, out var dialled);

        return fault != RequestFault.None ? fault
            : router.IsRoutable(sender.Account, dialled) ? RequestFault.None
            : RequestFault.NotFound;
    }

    /// <summary>What the phone dialled, as far as the gate may ask it: whether it calls for help.</summary>
    public static string NumberIn(SipMessage invite) =>
        SipUri.TryParse(invite.RequestUri, out var uri) && uri.IsSip ? DialledIn(uri) : "";

    /// <summary>What stands against every call but one for help.</summary>
    private RequestFault WhileWeTakeNone(in AuthenticatedDevice sender) =>
        _draining ? RequestFault.NoRoom
        : sender.IsForHelpOnly ? RequestFault.Forbidden
        : RequestFault.None;

    private static RequestFault Check(SipMessage invite, out string dialled)
    {
        var fault = CheckTarget(invite, out dialled);

        if (fault != RequestFault.None)
        {
            return fault;
        }

        // RFC 3261 §8.1.1.8: without a Contact there is nobody to talk to later.
        return HasContact(invite) ? RequestFault.None : RequestFault.BadRequest;
    }

    /// <summary>RFC 3261 §8.2.2 and §8.2.1, in that order after the gate.</summary>
    private static RequestFault CheckTarget(SipMessage request, out string dialled)
    {
        dialled = "";

        if (!SipUri.TryParse(request.RequestUri, out var uri))
        {
            return RequestFault.BadRequest;
        }

        if (!uri.IsSip)
        {
            return RequestFault.UnsupportedScheme;
        }

        if (RequestFaults.RequiresUnknown(request))
        {
            return RequestFault.BadExtension;
        }

        // RFC 3261 §16.3 step 3: a call that went round in circles ends here.
        if (request.Method == SipMethod.Invite && request[HeaderId.MaxForwards].SequenceEqual("0"u8))
        {
            return RequestFault.TooManyHops;
        }

        dialled = DialledIn(uri);

        return RequestFault.None;
    }

    /// <summary>
    /// The user part without parameters such as <c>;phone-context</c>, and a number without the visual separators that
    /// phones copy from their address books (RFC 3966 §5.1.1, and the space).
    /// </summary>
    internal static string DialledIn(in SipUri uri)
    {
        var user = uri.UserText();
        var semicolon = user.IndexOf(';', StringComparison.Ordinal);

        user = semicolon < 0 ? user : user[..semicolon];

        return user.AsSpan().ContainsAnyExcept(NumberWithSeparators) ? user
            : string.Concat(user.Where(static letter => !"-.() ".Contains(letter, StringComparison.Ordinal)));
    }

    private static bool HasContact(SipMessage invite)
    {
        foreach (var value in invite.Values(HeaderId.Contact))
        {
            return NameAddr.TryParse(value, out var contact) && SipUri.TryParse(contact.Uri, out var uri) && uri.IsSip;
        }

        return false;
    }

    private static RequestFault TakeOffer(SipMessage invite, LegMedia media) => SdpBody.Find(invite, out var offer) switch
    {
        SdpBodyStatus.None => RequestFault.None,
        SdpBodyStatus.Unsupported => RequestFault.UnsupportedMedia,
        SdpBodyStatus.Malformed => RequestFault.BadRequest,
        SdpBodyStatus.Found => media.TakeOffer(offer).Status() switch
        {
            0 => RequestFault.None,
            400 => RequestFault.BadRequest,
            _ => RequestFault.NotAcceptable,
        },
    };
}
