using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section17_1_1_3_AcksAndCancels
{
    private readonly SipMessage _invite = Wire.Parse(Wire.Invite);
    private readonly SipWriter _writer = new();

    [Fact]
    public void An_ACK_is_the_INVITE_s_with_the_To_of_the_response()
    {
        var response = Wire.Parse(Wire.Invite
            .Replace("INVITE sip:bob@perch.test SIP/2.0", "SIP/2.0 486 Busy Here", StringComparison.Ordinal)
            .Replace("To: <sip:bob@perch.test>", "To: <sip:bob@perch.test>;tag=b1", StringComparison.Ordinal));

        TransactionRequests.WriteAck(_writer, _invite, response);

        var ack = Wire.Parse(Encoding.ASCII.GetString(_writer.Written));
        Assert.Equal(SipMethod.Ack, ack.Method);
        Assert.Equal("sip:bob@perch.test", ack.RequestUri.Ascii());
        Assert.Equal(("b1", "a1", "z9hG4bK777"), (ack.ToTag.Ascii(), ack.FromTag.Ascii(), ack.Branch.Ascii()));
        Assert.Equal((7u, 2, 1), (ack.CSeqNumber, ack.CountRows(HeaderId.Route), ack.CountRows(HeaderId.Via)));
    }

    [Fact]
    public void A_CANCEL_has_the_INVITE_s_branch_and_says_why()
    {
        TransactionRequests.WriteCancel(_writer, _invite, "SIP;cause=200\r\nX: y");

        var cancel = Wire.Parse(Encoding.ASCII.GetString(_writer.Written));
        Assert.Equal((SipMethod.Cancel, 7u, ""), (cancel.Method, cancel.CSeqNumber, cancel.ToTag.Ascii()));
        Assert.Equal("z9hG4bK777", cancel.Branch.Ascii());
        Assert.Equal("SIP;cause=200  X: y", cancel[HeaderId.Reason].Ascii());
    }
}
