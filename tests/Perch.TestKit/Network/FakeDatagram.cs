using System.Text;
using Perch.Sip;

namespace Perch.TestKit.Network;

/// <summary>One message on its way.</summary>
/// <param name="Number">From 1, in the order of sending over the whole network.</param>
public sealed record FakeDatagram(int Number, SipAddress From, SipAddress To, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The request line or status line.</summary>
    public string StartLine => Text.Split("\r\n", 2)[0];

    public override string ToString() => $"{Number} {From} > {To} {StartLine}";
}

/// <summary>What becomes of a datagram.</summary>
public abstract record Fate
{
    public static readonly Fate Arrives = new Repeated(1);

    public static readonly Fate Lost = new Repeated(0);

    /// <summary>Arrives this many times.</summary>
    public sealed record Repeated(int Times) : Fate;

    /// <summary>Arrives later, after whatever was sent meanwhile.</summary>
    public sealed record Delayed(TimeSpan By) : Fate;
}
