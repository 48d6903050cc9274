using Perch.Sip;

namespace Perch.Transport;

/// <summary>What one datagram is.</summary>
internal static class Datagrams
{
    public static void Take(SipStack stack, SipMessage message, byte[] buffer, int start, int length, in SipFlow flow)
    {
        // Keep-alives of phones behind a NAT: CRLFs, or a byte or two of anything (RFC 5626 §3.5.1, §4.4.1).
        if (length <= 4)
        {
            return;
        }

        var rejection = message.Parse(buffer, start, length);

        if (rejection == SipRejection.None)
        {
            stack.Receive(message, flow);
        }
        else
        {
            stack.ReceiveRejected(message, rejection, flow);
        }
    }
}
