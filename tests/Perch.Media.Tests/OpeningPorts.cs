using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.TestKit.Time;

namespace Perch.Media.Tests;

public sealed class OpeningPorts
{
    private static readonly MediaOptions ThreePairs =
        new() { FirstPort = 47001, LastPort = 47007, EmergencyPairs = 1 };

    private readonly FakeClock _time = new();

    [Fact]
    public void The_last_pairs_are_kept_for_emergency_calls()
    {
        var pool = new PortPool(ThreePairs, _time);

        Assert.NotNull(pool.Take(emergency: false));
        Assert.NotNull(pool.Take(emergency: false));
        Assert.Null(pool.Take(emergency: false));
        Assert.NotNull(pool.Take(emergency: true));
        Assert.Null(pool.Take(emergency: true));
    }

    [Fact]
    public void Pairs_are_even_and_inside_the_range()
    {
        var pool = new PortPool(ThreePairs, _time);

        var taken = Enumerable.Range(0, 3).Select(_ => pool.Take(emergency: true)!.Value).Order();

        Assert.Equal([47002, 47004, 47006], taken);
    }

    [Fact]
    public void A_released_pair_rests_for_five_seconds()
    {
        var pool = new PortPool(new MediaOptions { FirstPort = 47002, LastPort = 47003, EmergencyPairs = 0 }, _time);
        pool.Release(pool.Take(emergency: false)!.Value);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(pool.Take(emergency: false));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(47002, pool.Take(emergency: false));
    }

    [Fact]
    public void A_port_that_another_program_holds_is_passed_over()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var held = ((IPEndPoint)other.LocalEndPoint!).Port & ~1;
        var options = new MediaOptions { FirstPort = held, LastPort = held + 1, EmergencyPairs = 0 };
        using var engine = new MediaEngine(options, _time, NullLoggerFactory.Instance);

        Assert.Null(engine.TryOpen(IPAddress.Loopback));
        Assert.Equal(0, engine.OpenPorts);
    }

    [Fact]
    public void Ipv6_works_as_ipv4_does()
    {
        using var media = new MediaFixture();
        using var alices = media.Engine.TryOpen(IPAddress.IPv6Loopback)!;
        using var bobs = media.Engine.TryOpen(IPAddress.IPv6Loopback)!;
        alices.Configure(Towards(bobs));
        bobs.Configure(Towards(alices));

        bobs.StartEcho();
        _ = alices.PlayAsync([AudioClip.FromSamples(new short[1600], 8000)], TestContext.Current.CancellationToken);

        MediaFixture.WaitUntil(() => alices.Counters.PacketsReceived >= 5);
    }

    private static MediaFormat Towards(MediaPort port) =>
        new(Rtp.AudioCodec.Pcmu, 0, 101, 20, new IPEndPoint(IPAddress.IPv6Loopback, port.RtpPort));
}
