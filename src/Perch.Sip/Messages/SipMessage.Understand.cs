namespace Perch.Sip;

public sealed partial class SipMessage
{
    private static readonly HeaderId[] Required =
        [HeaderId.Via, HeaderId.From, HeaderId.To, HeaderId.CallId, HeaderId.CSeq];

    private static readonly HeaderId[] AtMostOnce =
    [
        HeaderId.From, HeaderId.To, HeaderId.CallId, HeaderId.CSeq, HeaderId.MaxForwards,
        HeaderId.ContentLength, HeaderId.ContentType, HeaderId.Expires,
    ];

    /// <summary>Reads what every message must have: RFC 3261 §8.1.1 and §20, in the order of how well it can be told.</summary>
    private SipRejection Understand()
    {
        var rejection = ReadIdentity();

        if (rejection == SipRejection.None)
        {
            rejection = CheckCounts();
        }

        return rejection == SipRejection.None ? ReadBody() : rejection;
    }

    private SipRejection ReadIdentity()
    {
        _callId = SliceOf(this[HeaderId.CallId]);
        var from = ReadTag(HeaderId.From, ref _fromTag);
        var to = ReadTag(HeaderId.To, ref _toTag);
        var via = ReadBranch();
        var cseq = ReadCSeq();

        foreach (var id in Required)
        {
            if (!Has(id))
            {
                return SipRejection.MissingHeader;
            }
        }

        return (_callId.Length == 0 || CallId.IndexOfAny(" \t"u8) >= 0, from, to, via, cseq) switch
        {
            (true, _, _, _, _) => SipRejection.MalformedCallId,
            (_, false, _, _, _) => SipRejection.MalformedFrom,
            (_, _, false, _, _) => SipRejection.MalformedTo,
            (_, _, _, false, _) => SipRejection.MalformedVia,
            _ => cseq,
        };
    }

    private bool ReadTag(HeaderId id, ref Slice tag)
    {
        if (!NameAddr.TryParse(this[id], out var address))
        {
            return false;
        }

        if (!address.Parameters.TryFind("tag"u8, out var value))
        {
            return true;
        }

        tag = SliceOf(value);

        return !value.IsEmpty;
    }

    private bool ReadBranch()
    {
        foreach (var value in Values(HeaderId.Via))
        {
            if (!ViaValue.TryParse(value, out var via))
            {
                return false;
            }

            _branch = SliceOf(via.Branch);

            return true;
        }

        return false;
    }

    private SipRejection ReadCSeq()
    {
        var value = this[HeaderId.CSeq];
        var space = value.IndexOfAny(" \t"u8);

        // RFC 3261 §8.1.1.5: below 2^31.
        if (space < 0 || !Ascii.TryReadUInt(value[..space], out var number) || number > int.MaxValue
            || !Ascii.IsToken(Ascii.Trim(value[space..])))
        {
            return SipRejection.MalformedCSeq;
        }

        CSeqNumber = number;

        if (!IsRequest)
        {
            Method = SipMethods.Find(CSeqMethodToken);
            return SipRejection.None;
        }

        return CSeqMethodToken.SequenceEqual(At(_startLineToken))
            ? SipRejection.None
            : SipRejection.CSeqMethodMismatch;
    }

    private SipRejection CheckCounts()
    {
        foreach (var id in AtMostOnce)
        {
            if (_firstRow[(int)id] > 0 && NextRow(id, _firstRow[(int)id]) >= 0)
            {
                return SipRejection.RepeatedHeader;
            }
        }

        if (Has(HeaderId.MaxForwards)
            && (!Ascii.TryReadUInt(this[HeaderId.MaxForwards], out var hops) || hops > 255))
        {
            return SipRejection.MalformedMaxForwards;
        }

        var vias = 0;

        foreach (var _ in Values(HeaderId.Via))
        {
            if (++vias > SipLimits.MaxVias)
            {
                return SipRejection.TooManyVias;
            }
        }

        return SipRejection.None;
    }

    private SipRejection ReadBody()
    {
        if (Has(HeaderId.ContentLength))
        {
            if (!Ascii.TryReadUInt(this[HeaderId.ContentLength], out var said))
            {
                return SipRejection.MalformedContentLength;
            }

            // RFC 3261 §18.3: what a datagram holds beyond Content-Length is not part of the message.
            if (said > _body.Length)
            {
                return said > SipLimits.MaxBodyBytes ? SipRejection.BodyTooLarge : SipRejection.BodyShorterThanSaid;
            }

            _body = said == 0 ? default : _body with { Length = (int)said };
        }

        return _body.Length > SipLimits.MaxBodyBytes ? SipRejection.BodyTooLarge : SipRejection.None;
    }
}
