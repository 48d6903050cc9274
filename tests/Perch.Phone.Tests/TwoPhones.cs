using System.Net;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.TestKit.Phones;
using Perch.TestKit.Time;
using Perch.Transport;

namespace Perch.Phone.Tests;

/// <summary>
/// Alice's and Bob's phones, joined by a network in memory with nothing between: each takes the other for its server.
/// </summary>
public sealed class TwoPhones : IDisposable
{
    // The world gives its phones these addresses in turn.
    private static readonly IPEndPoint AliceAt = IPEndPoint.Parse("127.0.0.1:6001");
    private static readonly IPEndPoint BobAt = IPEndPoint.Parse("127.0.0.1:6002");

    public TwoPhones(Func<PhoneOptions, PhoneOptions>? alice = null, Func<PhoneOptions, PhoneOptions>? bob = null)
    {
        Network = new(Clock);
        World = new(Clock, Network);
        Alice = World.Plug((alice ?? Same)(OptionsOf("alice")), BobAt);
        Bob = World.Plug((bob ?? Same)(OptionsOf("bob")), AliceAt);
    }

    public FakeClock Clock { get; } = new();

    public FakeSipNetwork Network { get; }

    public PhoneWorld World { get; }

    public VirtualPhone Alice { get; }

    public VirtualPhone Bob { get; }

    public static PhoneOptions OptionsOf(string user) => new()
    {
        User = user,
        Password = new("quiet-otter-82"),
        Realm = "perch.test",
        DisplayName = char.ToUpperInvariant(user[0]) + user[1..],
        Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma],
    };

    /// <summary>Alice calls Bob, who answers.</summary>
    public async Task TalkAsync()
    {
        Alice.StartDialling("bob");
        await Bob.AnswerAsync();
        await Alice.ShouldBeAnsweredAsync();
    }

    /// <summary>Lets the clock run; what falls due is delivered.</summary>
    public void Pass(double seconds) => Network.Pass(TimeSpan.FromSeconds(seconds));

    public int CountSent(string startLine) =>
        Network.StartLines.Count(line => line.StartsWith(startLine, StringComparison.Ordinal));

    public void Dispose() => World.Dispose();

    private static PhoneOptions Same(PhoneOptions options) => options;
}
