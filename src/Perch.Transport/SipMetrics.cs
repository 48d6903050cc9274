using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>The numbers an operator watches; names begin with <c>perch.sip.</c></summary>
internal sealed class SipMetrics : IDisposable
{
    public const string MeterName = "Perch.Transport";

    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetValues<SipRejection>().Select(reason => new KeyValuePair<string, object?>("reason", reason.ToString()))];

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentBag<(KeyValuePair<string, object?> Address, Func<UdpBacklog> Look)> _sockets = [];
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _retransmitted;
    private readonly Counter<long> _overloaded;

    public SipMetrics(Func<int> serverTransactions, Func<int> clientTransactions)
    {
        _received = _meter.CreateCounter<long>("perch.sip.received", description: "Messages read");
        _sent = _meter.CreateCounter<long>("perch.sip.sent", description: "Messages sent");
        _rejected = _meter.CreateCounter<long>("perch.sip.rejected", description: "Messages that were not acceptable");
        _retransmitted = _meter.CreateCounter<long>("perch.sip.retransmissions", description: "Messages sent again");
        _overloaded = _meter.CreateCounter<long>("perch.sip.overloaded", description: "Requests answered 503");
        _meter.CreateObservableGauge("perch.sip.transactions.server", serverTransactions);
        _meter.CreateObservableGauge("perch.sip.transactions.client", clientTransactions);
        _meter.CreateObservableGauge(
            "perch.sip.udp.waiting", () => OfSockets(static backlog => backlog.Bytes), "By",
            "Bytes in the kernel that are not read yet, with its own overhead");
        _meter.CreateObservableCounter(
            "perch.sip.udp.dropped", () => OfSockets(static backlog => backlog.Dropped),
            description: "Datagrams that found no room");
    }

    /// <summary>What waits in the socket of a listener, and what did not fit into it any more.</summary>
    public void Watch(SipAddress local, Func<UdpBacklog> look) =>
        _sockets.Add((new("address", local.ToString()), look));

    public void Received() => _received.Add(1);

    public void Sent() => _sent.Add(1);

    public void Rejected(SipRejection reason) => _rejected.Add(1, Reasons[(int)reason]);

    public void Retransmitted() => _retransmitted.Add(1);

    public void Overloaded() => _overloaded.Add(1);

    public void Dispose() => _meter.Dispose();

    private Measurement<long>[] OfSockets(Func<UdpBacklog, long> number) =>
        [.. _sockets.Select(socket => new Measurement<long>(number(socket.Look()), socket.Address))];
}
