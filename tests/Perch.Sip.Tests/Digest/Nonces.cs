using System.Net;
using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Digest;

/// <summary>Nonces that nobody has to remember.</summary>
public sealed class Nonces
{
    private static readonly DateTimeOffset MondayAtNine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SipAddress Desk = Address("192.0.2.7:5060");

    private readonly NonceMint _mint = new(new byte[32], 7);

    [Fact]
    public void A_nonce_tells_when_it_was_made()
    {
        Assert.True(_mint.TryRead(Made(Desk), Desk, out var nonce));
        Assert.Equal((TimeSpan.FromMinutes(1), true), (nonce.AgeAt(MondayAtNine.AddMinutes(1)), nonce.IsOwn));
    }

    [Fact]
    public void No_two_nonces_are_equal_though_the_clock_stands_still()
    {
        var many = Enumerable.Range(0, 1000).Select(_ => Encoding.ASCII.GetString(Made(Desk))).ToHashSet();

        Assert.Equal(1000, many.Count);
    }

    [Fact]
    public void A_nonce_is_good_at_its_own_address_whatever_the_port()
    {
        var nonce = Made(Desk);

        Assert.True(_mint.TryRead(nonce, Address("192.0.2.7:40000"), out _));
        Assert.False(_mint.TryRead(nonce, Address("192.0.2.8:5060"), out _));
        Assert.False(_mint.TryRead(nonce, Address("[2001:db8::7]:5060"), out _));
    }

    [Fact]
    public void Another_process_with_the_same_key_knows_it_as_another_s()
    {
        Assert.True(new NonceMint(new byte[32], 8).TryRead(Made(Desk), Desk, out var nonce));
        Assert.False(nonce.IsOwn);
        Assert.False(new NonceMint([1, .. new byte[31]], 7).TryRead(Made(Desk), Desk, out _));
    }

    [Fact]
    public void Not_one_character_may_differ()
    {
        var nonce = Made(Desk);

        for (var place = 0; place < nonce.Length; place++)
        {
            var forged = nonce.ToArray();
            forged[place] = (byte)(forged[place] == 'A' ? 'B' : 'A');
            Assert.False(_mint.TryRead(forged, Desk, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("n1")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_we_never_made_is_not_read(string nonce)
    {
        Assert.False(_mint.TryRead(Encoding.ASCII.GetBytes(nonce), Desk, out _));
    }

    private static SipAddress Address(string text) => SipAddress.From(IPEndPoint.Parse(text));

    private byte[] Made(SipAddress source)
    {
        var nonce = new byte[NonceMint.Length];
        _mint.Write(MondayAtNine, source, nonce);

        return nonce;
    }
}
