namespace Perch.Sip;

/// <summary>
/// RFC 3261 §12: the relation that a Call-ID and two tags make, and how to write requests inside it. Owned by one
/// thread at a time.
/// </summary>
public sealed class Dialog
{
    private readonly byte[] _local;
    private readonly byte[] _remote;
    private byte[] _target;
    private byte[][] _routes;
    private uint _remoteCSeq;
    private bool _heardRemoteCSeq;

    private Dialog(byte[] local, byte[] remote, byte[] target, byte[][] routes)
    {
        _local = local;
        _remote = remote;
        _target = target;
        _routes = routes;
    }

    public required byte[] CallId { get; init; }

    public required byte[] LocalTag { get; init; }

    /// <summary>Empty with a peer of RFC 2543.</summary>
    public required byte[] RemoteTag { get; init; }

    public DialogState State { get; private set; }

    /// <summary>We sent the request that made it; decides who waits how long after a glare.</summary>
    public required bool IsCaller { get; init; }

    /// <summary>The CSeq of our latest request.</summary>
    public uint LocalCSeq { get; private set; }

    /// <summary>Where requests are addressed: the peer's latest Contact.</summary>
    public ReadOnlySpan<byte> RemoteTarget => _target;

    /// <summary>Values of Route, the first hop first.</summary>
    public IReadOnlyList<byte[]> RouteSet => _routes;

    /// <summary>
    /// RFC 3261 §12.1.1: the called side's dialog, early until <see cref="Confirm()"/>. Null when the request names
    /// no place to send requests to.
    /// </summary>
    public static Dialog? FromRequest(SipMessage invite, ReadOnlySpan<byte> localTag)
    {
        if (!TryReadContact(invite, out var target))
        {
            return null;
        }

        return new(Party(invite[HeaderId.To]), Party(invite[HeaderId.From]), target, Routes(invite, reversed: false))
        {
            CallId = invite.CallId.ToArray(),
            LocalTag = localTag.ToArray(),
            RemoteTag = invite.FromTag.ToArray(),
            IsCaller = false,
            _remoteCSeq = invite.CSeqNumber,
            _heardRemoteCSeq = true,
        };
    }

    /// <summary>
    /// RFC 3261 §12.1.2: the calling side's dialog; early after a 1xx with a tag, confirmed after a 2xx.
    /// </summary>
    /// <param name="response">What the peer said to our request.</param>
    /// <param name="requestUri">Where the request was sent; used where the response has no Contact.</param>
    public static Dialog FromResponse(SipMessage response, ReadOnlySpan<byte> requestUri)
    {
        var target = TryReadContact(response, out var contact) ? contact : requestUri.ToArray();

        return new(Party(response[HeaderId.From]), Party(response[HeaderId.To]), target, Routes(response, reversed: true))
        {
            CallId = response.CallId.ToArray(),
            LocalTag = response.FromTag.ToArray(),
            RemoteTag = response.ToTag.ToArray(),
            IsCaller = true,
            LocalCSeq = response.CSeqNumber,
            State = response.StatusClass == 2 ? DialogState.Confirmed : DialogState.Early,
        };
    }

    /// <summary>Whether a message of the peer belongs here: its From tag for a request, its To tag for a response.</summary>
    public bool Owns(SipMessage message)
    {
        var theirs = message.IsRequest ? message.FromTag : message.ToTag;
        var ours = message.IsRequest ? message.ToTag : message.FromTag;

        return theirs.SequenceEqual(RemoteTag) && ours.SequenceEqual(LocalTag) && message.CallId.SequenceEqual(CallId);
    }

    /// <summary>We sent a 2xx.</summary>
    public void Confirm()
    {
        if (State == DialogState.Early)
        {
            State = DialogState.Confirmed;
        }
    }

    /// <summary>RFC 3261 §13.2.2.4: a 2xx came for our request; the route set is computed anew from it.</summary>
    public void Confirm(SipMessage response)
    {
        _routes = Routes(response, reversed: true);
        RefreshTarget(response);
        Confirm();
    }

    public void Terminate() => State = DialogState.Terminated;

    /// <summary>
    /// RFC 3261 §12.2.2: takes the peer's sequence number; false when it is lower than the last one, which is
    /// answered 500. ACK and CANCEL carry their INVITE's number and are not asked about.
    /// </summary>
    public bool TakesInOrder(SipMessage request)
    {
        if (_heardRemoteCSeq && request.CSeqNumber < _remoteCSeq)
        {
            return false;
        }

        _remoteCSeq = request.CSeqNumber;
        _heardRemoteCSeq = true;

        return true;
    }

    /// <summary>
    /// RFC 3261 §12.2: the remote target follows the Contact of a target refresh request (re-INVITE, UPDATE) and of
    /// the 2xx to one. Other methods change nothing.
    /// </summary>
    public void RefreshTarget(SipMessage message)
    {
        if (message.Method is SipMethod.Invite or SipMethod.Update && TryReadContact(message, out var target))
        {
            _target = target;
        }
    }

    /// <summary>The number for our next request. An ACK takes that of its INVITE instead.</summary>
    public uint NextCSeq() => ++LocalCSeq;

    /// <summary>
    /// RFC 3261 §12.2.1.1: writes the request up to Route. Contact, headers of the caller's own and
    /// <see cref="SipWriter.Body"/> or <see cref="SipWriter.NoBody"/> follow.
    /// </summary>
    public void WriteRequest(SipWriter writer, SipMethod method, uint cseq, in OwnVia via)
    {
        var strict = _routes.Length > 0 && !IsLoose(_routes[0]);
        SipRequests.Start(writer, new()
        {
            Method = method,
            Uri = strict ? UriOf(_routes[0]) : _target,
            From = _local,
            FromTag = LocalTag,
            To = _remote,
            ToTag = RemoteTag,
            CallId = CallId,
            CSeq = cseq,
        }, via);

        foreach (var route in _routes.AsSpan(strict ? 1 : 0))
        {
            writer.Header(HeaderId.Route, route);
        }

        // A strict router takes the Request-URI for itself, so the target travels as the last route.
        if (strict)
        {
            writer.StartHeader(HeaderId.Route);
            writer.Raw("<"u8);
            writer.Clean(_target);
            writer.Raw(">"u8);
            writer.EndHeader();
        }
    }

    private static bool TryReadContact(SipMessage message, out byte[] target)
    {
        foreach (var value in message.Values(HeaderId.Contact))
        {
            if (!NameAddr.TryParse(value, out var contact) || !SipUri.TryParse(contact.Uri, out var uri) || !uri.IsSip)
            {
                break;
            }

            target = contact.Uri.ToArray();

            return true;
        }

        target = [];

        return false;
    }

    /// <summary>The name-addr without the tag and other parameters, always in angle brackets.</summary>
    private static byte[] Party(ReadOnlySpan<byte> value)
    {
        if (!NameAddr.TryParse(value, out var address))
        {
            return value.ToArray();
        }

        return value[..^address.Parameters.Text.Length] is var bare && bare.IndexOf((byte)'<') >= 0
            ? Ascii.Trim(bare).ToArray()
            : [(byte)'<', .. address.Uri, (byte)'>'];
    }

    private static byte[][] Routes(SipMessage message, bool reversed)
    {
        if (!message.Has(HeaderId.RecordRoute))
        {
            return [];
        }

        var routes = new List<byte[]>();

        foreach (var value in message.Values(HeaderId.RecordRoute))
        {
            routes.Add(value.ToArray());
        }

        if (reversed)
        {
            routes.Reverse();
        }

        return [.. routes];
    }

    private static bool IsLoose(byte[] route) =>
        NameAddr.TryParse(route, out var address) && SipUri.TryParse(address.Uri, out var uri)
        && uri.Parameters.Has("lr"u8);

    private static ReadOnlySpan<byte> UriOf(byte[] route) =>
        NameAddr.TryParse(route, out var address) ? address.Uri : route;
}
