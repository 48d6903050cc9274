using Perch.Sip;

namespace Perch.Transport;

/// <summary>What makes two messages belong to one transaction.</summary>
internal static class TransactionKeys
{
    /// <summary>RFC 3261 §17.2.3. ACK and CANCEL ask with the method they are about, INVITE.</summary>
    public static void WriteServer(SipMessage request, SipMethod method, ref KeyBuilder key)
    {
        var token = method == request.Method ? request.MethodToken : method.Name();
        key.Add(token);

        if (!TryTopVia(request, out var via))
        {
            return;
        }

        if (HasMagicCookie(request.Branch))
        {
            key.Add(request.Branch);
            key.AddLowered(via.Host);
            key.Add((uint)via.Port);
            return;
        }

        // RFC 2543 peers: no branch that means anything. The To tag is left out, because an ACK has one and its
        // INVITE has not; the others tell transactions apart well enough.
        key.Add(request.RequestUri);
        key.Add(request.FromTag);
        key.Add(request.CallId);
        key.Add(request.CSeqNumber);
        key.AddLowered(via.Host);
        key.Add((uint)via.Port);
        key.Add(request.Branch);
    }

    /// <summary>RFC 3261 §17.1.3: the branch and the method in CSeq.</summary>
    public static void WriteClient(ReadOnlySpan<byte> branch, ReadOnlySpan<byte> method, ref KeyBuilder key)
    {
        key.Add(method);
        key.Add(branch);
    }

    /// <summary>RFC 3261 §8.2.2.2: the same request that took another way has the same of these.</summary>
    public static void WriteMerged(SipMessage request, ref KeyBuilder key)
    {
        key.Add(request.MethodToken);
        key.Add(request.FromTag);
        key.Add(request.CallId);
        key.Add(request.CSeqNumber);
    }

    private static bool HasMagicCookie(ReadOnlySpan<byte> branch) =>
        branch.Length > SipTokens.MagicCookie.Length
        && Ascii.EqualsIgnoreCase(branch[..SipTokens.MagicCookie.Length], SipTokens.MagicCookie);

    private static bool TryTopVia(SipMessage message, out ViaValue via)
    {
        foreach (var value in message.Values(HeaderId.Via))
        {
            return ViaValue.TryParse(value, out via);
        }

        via = default;

        return false;
    }
}
