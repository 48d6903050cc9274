using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>Where a REGISTER came from, and what that says about reaching its contacts.</summary>
internal readonly record struct RegisterSource
{
    private const int DefaultPort = 5060;

    public required SipFlow Flow { get; init; }

    /// <summary>The first SIP contact cannot be sent to as it stands.</summary>
    public bool IsBehindNat { get; private init; }

    /// <summary>RFC 3581: the phone sends from where it listens, so where it sent from reaches it.</summary>
    private bool IsSymmetric { get; init; }

    /// <summary>RFC 3327: somebody on the way wants to be on the way back.</summary>
    private bool HasPath { get; init; }

    public static RegisterSource Of(SipMessage request, in SipFlow flow)
    {
        var source = new RegisterSource
        {
            Flow = flow,
            HasPath = request.Has(HeaderId.Path),
            IsSymmetric = AsksForRport(request),
        };

        foreach (var value in request.Values(HeaderId.Contact))
        {
            if (NameAddr.TryParse(value, out var contact) && source.WayTo(contact.Uri).IsBehindNat)
            {
                return source with { IsBehindNat = true };
            }
        }

        return source;
    }

    public Way WayTo(ReadOnlySpan<byte> contact)
    {
        if (HasPath || !SipUri.TryParse(contact, out var uri) || !uri.IsSip)
        {
            return new(Flow, false);
        }

        var port = uri.Port == 0 ? DefaultPort : uri.Port;
        var isHere = SipAddress.TryParse(uri.Host, port, out var address) && address.SameHost(Flow.Remote);

        // Over a connection, that connection is the way; nobody else may be listening there.
        if (Flow.Channel.IsReliable)
        {
            return new(Flow, !isHere);
        }

        if (isHere && (address.Port == Flow.Remote.Port || !IsSymmetric))
        {
            return new(Flow with { Remote = Flow.Remote.WithPort(port) }, false);
        }

        return new(Flow, true);
    }

    /// <summary>All values of Path as one list.</summary>
    public static ReadOnlySpan<byte> PathOf(SipMessage request)
    {
        if (request.CountRows(HeaderId.Path) <= 1)
        {
            return request[HeaderId.Path];
        }

        List<byte> all = [];

        foreach (var value in request.Values(HeaderId.Path))
        {
            all.AddRange(all.Count == 0 ? ""u8 : ","u8);
            all.AddRange(value);
        }

        return all.ToArray();
    }

    private static bool AsksForRport(SipMessage request)
    {
        foreach (var value in request.Values(HeaderId.Via))
        {
            return ViaValue.TryParse(value, out var via) && via.Parameters.Has("rport"u8);
        }

        return false;
    }

    /// <summary>How to reach a contact.</summary>
    internal readonly record struct Way(SipFlow Flow, bool IsBehindNat);
}
