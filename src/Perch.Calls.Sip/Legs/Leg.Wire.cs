using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>What a leg writes.</summary>
internal abstract partial class Leg
{
    /// <summary>Answers a request inside the dialog with what is wrong with it.</summary>
    protected void Refuse(ServerTransaction transaction, RequestFault fault)
    {
        var writer = transaction.StartResponse(fault.Status());
        var wait = fault == RequestFault.TooEarly
            ? OfferAnswerState.RetryAfterSeconds(RandomNumber())
            : Services.Options.RetryAfterSeconds;
        RequestFaults.WriteHeaders(writer, transaction.Request, fault, wait);
        writer.NoBody();
        transaction.Respond(writer);
    }

    /// <summary>Sends a request inside the dialog.</summary>
    /// <param name="finish">Writes the headers after CSeq and Route, and the body.</param>
    protected ClientTransaction Send(SipMethod method, uint cseq, Action<SipWriter> finish) =>
        Send(Dialog!, method, cseq, finish);

    /// <summary>RFC 3261 §13.2.2.4: a second phone behind one contact answered as well.</summary>
    protected void SendByeTo(Dialog other) => Send(other, SipMethod.Bye, other.NextCSeq(), static writer => writer.NoBody());

    private ClientTransaction Send(Dialog dialog, SipMethod method, uint cseq, Action<SipWriter> finish)
    {
        FindOpenFlow();
        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var writer = Stack.RentWriter();
        dialog.WriteRequest(writer, method, cseq, ViaTo(Flow, branch));
        finish(writer);
        var transaction = Stack.Send(writer, method, branch, Flow, this);
        Stack.Return(writer);

        return transaction;
    }

    /// <summary>
    /// A phone whose connection broke has registered over a new one by now, or will; without this neither an ACK nor a
    /// BYE could be delivered to it.
    /// </summary>
    private void FindOpenFlow()
    {
        if (Flow.Channel.IsOpen || Phone is not { } phone)
        {
            return;
        }

        foreach (var binding in Services.Location.BindingsOf(phone.Id))
        {
            Flow = binding.Flow;
            break;
        }
    }

    /// <summary>RFC 3261 §13.2.2.4: the ACK for a 2xx, once for each time it comes.</summary>
    protected void SendAck(Dialog dialog, uint cseq)
    {
        FindOpenFlow();
        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var writer = Stack.RentWriter();
        dialog.WriteRequest(writer, SipMethod.Ack, cseq, ViaTo(Flow, branch));
        writer.NoBody();
        Flow.Send(writer.Written);
        Stack.Return(writer);
    }

    /// <summary>Contact, Allow, Supported and who we are: what INVITE, UPDATE and their responses carry.</summary>
    protected void WriteAboutUs(SipWriter writer, bool isRequest)
    {
        WriteContact(writer);
        writer.Header(HeaderId.Allow, RequestFaults.Allow);
        writer.Header(HeaderId.Supported, RequestFaults.Supported);
        writer.Header(isRequest ? HeaderId.UserAgent : HeaderId.Server, Services.Options.Product);
    }

    protected void WriteContact(SipWriter writer)
    {
        writer.StartHeader(HeaderId.Contact);
        writer.Raw("<sip:perch@"u8);
        writer.Address(Stack.LocalAddressTo(Flow), withPort: true);

        if (Flow.Channel.Protocol != SipProtocol.Udp)
        {
            writer.Raw(";transport="u8);
            writer.Raw(Flow.Channel.Protocol.UriName());
        }

        writer.Raw(">"u8);
        writer.EndHeader();
    }

    protected OwnVia ViaTo(in SipFlow flow, ReadOnlySpan<byte> branch) =>
        new(flow.Channel.Protocol.ViaName(), Stack.LocalAddressTo(flow), branch);

    protected static uint RandomNumber() =>
        (uint)System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
}
