using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.TestKit.Time;

namespace Perch.Transport.Tests;

/// <summary>Alice's telephone and Perch on a network in memory.</summary>
public abstract class TwoHosts : IDisposable
{
    private int _lastBranch;

    protected TwoHosts(SipProtocol protocol = SipProtocol.Udp)
    {
        Network = new(Clock);
        AliceStack = new(Clock, NullLoggerFactory.Instance);
        PerchStack = new(Clock, NullLoggerFactory.Instance);
        AliceChannel = Network.Join("192.0.2.7:5060", AliceStack, protocol);
        PerchChannel = Network.Join("192.0.2.1:5060", PerchStack, protocol);
        Alice = new(AliceStack);
        Perch = new(PerchStack);
        AliceStack.User = Alice;
        PerchStack.User = Perch;
    }

    protected FakeClock Clock { get; } = new();

    protected FakeSipNetwork Network { get; }

    protected SipStack AliceStack { get; }

    protected SipStack PerchStack { get; }

    protected FakeSipChannel AliceChannel { get; }

    protected FakeSipChannel PerchChannel { get; }

    private protected RecordingUser Alice { get; }

    private protected RecordingUser Perch { get; }

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public void Dispose()
    {
        AliceStack.Dispose();
        PerchStack.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ClientTransaction AliceSends(SipMethod method, string extra = "")
    {
        var branch = $"z9hG4bKalice{++_lastBranch}";
        var writer = AliceStack.RentWriter();
        writer.Raw(System.Text.Encoding.ASCII.GetBytes(
            Wire.Request(System.Text.Encoding.ASCII.GetString(method.Name()), 1, branch, extra: extra)));
        var transaction = AliceStack.Send(
            writer, method, System.Text.Encoding.ASCII.GetBytes(branch), AliceChannel.To(PerchChannel), Alice);
        AliceStack.Return(writer);

        return transaction;
    }

    /// <summary>Bytes from Alice's address that no stack of hers sent.</summary>
    protected void RawFromAlice(string message)
    {
        AliceChannel.Send(System.Text.Encoding.UTF8.GetBytes(message), PerchChannel.Local, default);
        Network.Deliver();
    }

    protected int CountOf(string startOfLine) =>
        Network.StartLines.Count(line => line.StartsWith(startOfLine, StringComparison.Ordinal));
}
