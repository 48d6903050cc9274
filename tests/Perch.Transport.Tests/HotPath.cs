using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Xunit;

namespace Perch.Transport.Tests;

public sealed class HotPath
{
    // A registration is two of these; at 20,000 phones garbage would be what limits us.
    [Fact]
    public void A_stateless_answer_allocates_nothing()
    {
        using var stack = new SipStack(TimeProvider.System, NullLoggerFactory.Instance);
        stack.User = new Answers(stack);
        var bytes = Encoding.ASCII.GetBytes(Wire.Register());
        var flow = new SipFlow(new Sink(), SipAddress.From(new(System.Net.IPAddress.Loopback, 5060)), default);
        var message = new SipMessage();
        Answer(1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Answer(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Answer(int times)
        {
            for (var time = 0; time < times; time++)
            {
                message.Parse(bytes, 0, bytes.Length);
                stack.Receive(message, flow);
            }
        }
    }

    private sealed class Answers(SipStack stack) : ISipUser
    {
        public void OnRequest(SipMessage request, in SipFlow flow) => stack.Reply(request, flow, 401);

        public void OnStrayResponse(SipMessage response, in SipFlow flow)
        {
        }
    }

    private sealed class Sink : SipChannel
    {
        public override SipProtocol Protocol => SipProtocol.Udp;

        public override SipAddress Local => default;

        public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from) => true;
    }
}
