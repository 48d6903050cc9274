using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Rtp;

namespace Perch.Media.Tests;

/// <summary>An engine with Alice's and Bob's phones beside it.</summary>
internal sealed class MediaFixture : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public MediaFixture(TimeProvider? time = null) =>
        Engine = new MediaEngine(
            new MediaOptions { FirstPort = 40000, LastPort = 49999 }, time ?? TimeProvider.System, NullLoggerFactory.Instance);

    public MediaEngine Engine { get; }

    public FakePhone Alice { get; } = new();

    public FakePhone Bob { get; } = new();

    public static MediaFormat FormatFor(
        FakePhone? phone, AudioCodec codec = AudioCodec.Pcmu, int? events = 101, int packetTimeMs = 20) =>
        new(codec, (int)codec, events, packetTimeMs, phone?.Address);

    public MediaPort Open(FakePhone? phone, AudioCodec codec = AudioCodec.Pcmu, int? events = 101) =>
        Open(FormatFor(phone, codec, events));

    public MediaPort Open(MediaFormat format)
    {
        var port = Engine.TryOpen(IPAddress.Loopback)!;
        port.Configure(format);

        return port;
    }

    public static void WaitUntil(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();

        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "the condition never became true");
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        Alice.Dispose();
        Bob.Dispose();
    }
}
