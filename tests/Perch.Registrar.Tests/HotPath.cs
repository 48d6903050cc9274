using System.Globalization;
using System.Text;
using Perch.Sip;
using Perch.TestKit.Directory;
using Perch.Transport;
using Xunit;

namespace Perch.Registrar.Tests;

public sealed class HotPath
{
    // At 20,000 phones that refresh, garbage would be what limits us.
    [Fact]
    public void A_refresh_allocates_nothing()
    {
        using var office = new Office();
        var phone = office.Phone();
        phone.Register();
        var nonce = office.Network.Sent[1].Text.Split("nonce=\"")[1].Split('"')[0];
        var messages = Enumerable.Range(10, 400).Select(cseq => Refresh(phone, nonce, cseq)).ToArray();
        var flow = new SipFlow(new Sink(), phone.Channel.Local, office.Channel.Local);
        var message = new SipMessage();
        Register(messages.AsSpan(0, 200));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Register(messages.AsSpan(200));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(400, Sink.Accepted);

        void Register(ReadOnlySpan<byte[]> requests)
        {
            foreach (var request in requests)
            {
                message.Parse(request, 0, request.Length);
                office.Module.Registrar.OnRegister(message, flow);
            }
        }
    }

    private static byte[] Refresh(Phone phone, string nonce, int cseq)
    {
        Span<byte> hex = stackalloc byte[64];
        var secret = FakeDirectory.SecretFor("alice", "perch.test", FakeDirectory.PasswordOf("alice"));
        var count = cseq.ToString("x8", CultureInfo.InvariantCulture);
        var ha2 = Encoding.ASCII.GetString(hex[..DigestAlgorithm.Md5.Hash("REGISTER:sip:perch.test"u8, hex)]);
        var text = $"{Encoding.ASCII.GetString(secret.Ha1Md5)}:{nonce}:{count}:c1:auth:{ha2}";
        var response = Encoding.ASCII.GetString(hex[..DigestAlgorithm.Md5.Hash(Encoding.ASCII.GetBytes(text), hex)]);

        return Encoding.ASCII.GetBytes(
            "REGISTER sip:perch.test SIP/2.0\r\n"
            + $"Via: SIP/2.0/UDP {phone.Channel.Local};branch=z9hG4bKraw{cseq};rport\r\nMax-Forwards: 70\r\n"
            + $"From: <sip:alice@perch.test>;tag=a1\r\nTo: <sip:alice@perch.test>\r\nCall-ID: {phone.CallId}\r\n"
            + $"CSeq: {cseq} REGISTER\r\nContact: <{phone.Contact}>\r\nExpires: 3600\r\nUser-Agent: Desk Phone/1.0\r\n"
            + $"Authorization: Digest username=\"alice\",realm=\"perch.test\",nonce=\"{nonce}\",uri=\"sip:perch.test\","
            + $"response=\"{response}\",cnonce=\"c1\",nc={count},qop=auth\r\nContent-Length: 0\r\n\r\n");
    }

    private sealed class Sink : SipChannel
    {
        public static int Accepted { get; private set; }

        public override SipProtocol Protocol => SipProtocol.Udp;

        public override SipAddress Local => default;

        public override bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from)
        {
            Accepted += message.StartsWith("SIP/2.0 200"u8) ? 1 : 0;

            return true;
        }
    }
}
