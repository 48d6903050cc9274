using System.Net;
using Perch.Sip;
using Perch.TestKit.Time;
using Perch.Transport;

namespace Perch.TestKit.Network;

/// <summary>
/// A network in memory, which loses, repeats and delays what a test says. Sending only queues; nothing arrives before
/// <see cref="Deliver"/> or <see cref="Pass"/>, so no stack is ever entered from within another.
/// </summary>
public sealed class FakeSipNetwork(FakeClock clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _delivering = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<SipAddress, FakeSipChannel> _hosts = [];
    private readonly Queue<FakeDatagram> _queue = new();
    private readonly List<(DateTimeOffset At, FakeDatagram Datagram)> _late = [];
    private readonly List<FakeDatagram> _sent = [];

    /// <summary>Asked once for each datagram when it is sent; all arrive unless a test says otherwise.</summary>
    public Func<FakeDatagram, Fate> Decide { get; set; } = static _ => Fate.Arrives;

    /// <summary>Everything sent so far, also what was lost.</summary>
    public IReadOnlyList<FakeDatagram> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Start lines of everything sent, in order.</summary>
    public IEnumerable<string> StartLines => Sent.Select(datagram => datagram.StartLine);

    /// <summary>Puts a stack on the network.</summary>
    public FakeSipChannel Join(string address, SipStack stack, SipProtocol protocol = SipProtocol.Udp)
    {
        var local = SipAddress.From(IPEndPoint.Parse(address));
        var channel = new FakeSipChannel(this, stack, local, protocol);

        lock (_gate)
        {
            _hosts.Add(local, channel);
        }

        return channel;
    }

    /// <summary>The n-th datagram on this network, from 1, is lost.</summary>
    public void Lose(params int[] numbers) =>
        Decide = datagram => numbers.Contains(datagram.Number) ? Fate.Lost : Fate.Arrives;

    /// <summary>
    /// Delivers until nothing is on its way any more but what is delayed. Returns how many arrived. When two threads
    /// deliver, one waits for the other, so that all arrives in order.
    /// </summary>
    public int Deliver()
    {
        var count = 0;

        lock (_delivering)
        {
            while (TryTake(out var datagram, out var host))
            {
                host?.Receive(datagram);
                count++;
            }
        }

        return count;
    }

    /// <summary>Lets time pass in steps of 10 ms, delivering after each.</summary>
    public void Pass(TimeSpan duration)
    {
        Deliver();

        for (var passed = TimeSpan.Zero; passed < duration; passed += Step)
        {
            clock.Advance(Step);
            Deliver();
        }
    }

    internal void Post(SipAddress from, SipAddress to, byte[] bytes)
    {
        lock (_gate)
        {
            var datagram = new FakeDatagram(_sent.Count + 1, from, to, bytes);
            _sent.Add(datagram);

            switch (Decide(datagram))
            {
                case Fate.Repeated repeated:
                    for (var copy = 0; copy < repeated.Times; copy++)
                    {
                        _queue.Enqueue(datagram);
                    }

                    break;

                case Fate.Delayed delayed:
                    _late.Add((clock.GetUtcNow() + delayed.By, datagram));
                    break;
            }
        }
    }

    private bool TryTake(out FakeDatagram datagram, out FakeSipChannel? host)
    {
        lock (_gate)
        {
            var due = _late.FindIndex(late => late.At <= clock.GetUtcNow());

            if (due >= 0)
            {
                datagram = _late[due].Datagram;
                _late.RemoveAt(due);
            }
            else if (!_queue.TryDequeue(out datagram!))
            {
                host = null;
                return false;
            }

            host = _hosts.GetValueOrDefault(datagram.To);

            return true;
        }
    }
}
