using Perch.Sip;
using Perch.Transport;

namespace Perch.TestKit.Network;

/// <summary>One host's socket on a <see cref="FakeSipNetwork"/>.</summary>
public sealed class FakeSipChannel(FakeSipNetwork network, SipStack stack, SipAddress local, SipProtocol protocol)
    : SipChannel
{
    private readonly SipMessage _message = new();

    public override SipProtocol Protocol => protocol;

    public override SipAddress Local => local;

    /// <summary>False as after a broken cable: what is sent fails at once.</summary>
    public bool Connected { get; set; } = true;

    public override bool IsOpen => Connected;

    /// <summary>The way from this host to another.</summary>
    public SipFlow To(FakeSipChannel other) => new(this, other.Local, Local);

    public SipFlow To(SipAddress remote) => new(this, remote, Local);

    public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
    {
        if (Connected)
        {
            network.Post(local, to, message.ToArray());
        }

        return Connected;
    }

    internal void Receive(FakeDatagram datagram)
    {
        var bytes = datagram.Bytes.ToArray();
        var rejection = _message.Parse(bytes, 0, bytes.Length);
        var flow = new SipFlow(this, datagram.From, Local);

        if (rejection == SipRejection.None)
        {
            stack.Receive(_message, flow);
        }
        else
        {
            stack.ReceiveRejected(_message, rejection, flow);
        }
    }
}
