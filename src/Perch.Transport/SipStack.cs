using Microsoft.Extensions.Logging;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>
/// The transaction layer over all channels: matches what comes in, repeats what goes out, and hands new requests to
/// its <see cref="User"/>. Thread-safe.
/// </summary>
public sealed partial class SipStack : IDisposable
{
    private readonly ILogger _log;
    private readonly SipTimers _timers;
    private readonly WriterPool _writers = new();
    private readonly LocalRoutes _routes;
    private readonly TransactionTable<ServerTransaction> _servers = new();
    private readonly TransactionTable<ServerTransaction> _merged = new();
    private readonly TransactionTable<ClientTransaction> _clients = new();

    public SipStack(
        TimeProvider time, ILoggerFactory loggers, SipTimings? timings = null, SipAddressing? addressing = null)
    {
        _log = loggers.CreateLogger<SipStack>();
        _timers = new(time, _log);
        _routes = new(time);
        Time = time;
        Loggers = loggers;
        Timings = timings ?? SipTimings.Default;
        Addressing = addressing ?? SipAddressing.Default;
        Streams = new(source => HasBindingFrom(source));
        Metrics = new(() => ServerTransactions, () => ClientTransactions);
    }

    /// <summary>Who is told of new requests; none answers 503.</summary>
    public ISipUser? User { get; set; }

    public ISipTimers Timers => _timers;

    public SipTimings Timings { get; }

    /// <summary>What peers are told where we sit behind a NAT.</summary>
    public SipAddressing Addressing { get; }

    /// <summary>Beyond this many server transactions, requests that would open something new are answered 503.</summary>
    public int MaxServerTransactions { get; init; } = 100_000;

    /// <summary>Requests of others that are being answered, or were a moment ago.</summary>
    public int ServerTransactions => _servers.Count;

    /// <summary>Requests of ours that wait for an answer, or got it a moment ago.</summary>
    public int ClientTransactions => _clients.Count;

    /// <summary>Whether a phone is registered from this host: it may open more connections than a stranger.</summary>
    public Func<SipAddress, bool> HasBindingFrom { get; set; } = static _ => false;

    /// <summary>
    /// Called on a receive thread before what it held back for a batch of datagrams leaves (see
    /// <see cref="SipChannel.HoldsBack"/>), so that what the answers promise is kept once for all of them. Must not throw.
    /// </summary>
    public Action BeforeBatchLeaves { get; set; } = static () => { };

    public TimeProvider Time { get; }

    /// <summary>Where this stack, and who works with it, logs.</summary>
    public ILoggerFactory Loggers { get; }

    internal StreamRegister Streams { get; }


    internal SipMetrics Metrics { get; }

    /// <summary>An empty writer; give it back with <see cref="Return"/>.</summary>
    public SipWriter RentWriter() => _writers.Rent();

    public void Return(SipWriter writer) => _writers.Return(writer);

    /// <summary>Answers without a transaction: the peer's repetition makes us answer anew.</summary>
    public void Reply(
        SipMessage request, in SipFlow flow, int status, ReadOnlySpan<byte> phrase = default,
        Action<SipWriter>? more = null)
    {
        // RFC 3261 §17: no response to an ACK, whatever it looks like.
        if (!request.CanBeAnswered)
        {
            return;
        }

        var writer = StartReply(request, flow, status, phrase);

        if (more is null)
        {
            writer.NoBody();
        }
        else
        {
            more(writer);
        }

        SendReply(writer, flow);
    }

    /// <summary>
    /// A rented writer with everything RFC 3261 §8.2.6 asks for; headers and the body follow, then
    /// <see cref="SendReply"/>. Only for a request that <see cref="SipMessage.CanBeAnswered"/>.
    /// </summary>
    public SipWriter StartReply(SipMessage request, in SipFlow flow, int status, ReadOnlySpan<byte> phrase = default)
    {
        Span<byte> tag = stackalloc byte[SipTokens.TagLength];
        SipTokens.StatelessTag(request, tag);
        var writer = RentWriter();
        SipResponses.Start(writer, request, flow.Remote, status, phrase, tag);

        return writer;
    }

    /// <summary>Sends the answer without a transaction, and takes the writer back.</summary>
    public void SendReply(SipWriter reply, in SipFlow flow)
    {
        Transmit(reply.Written, flow);
        Return(reply);
    }

    /// <summary>
    /// Opens a server transaction for a request just received and keeps a copy of the request. An INVITE is answered
    /// 100 by itself when nothing was answered within 200 ms.
    /// </summary>
    public ServerTransaction Accept(SipMessage request, in SipFlow flow, IServerUser user)
    {
        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        TransactionKeys.WriteServer(request, request.Method, ref key);
        var transaction = new ServerTransaction(this, key.Key.ToArray(), request.Detach(), flow, user)
        {
            MergedKey = MergedKeyOf(request),
        };

        if (!_servers.TryAdd(transaction.Key, transaction))
        {
            throw new InvalidOperationException("The request has a transaction already.");
        }

        if (transaction.MergedKey is { } merged)
        {
            _merged.TryAdd(merged, transaction);
        }

        transaction.Start();

        return transaction;
    }

    /// <summary>
    /// Sends a request of ours and looks after it. A failure to send is told through the user, after this returned.
    /// </summary>
    /// <param name="request">The complete message with our Via; its bytes are copied, the writer stays the caller's.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="branch">The branch in that Via (see <see cref="SipTokens"/>).</param>
    /// <param name="flow">Where it goes.</param>
    /// <param name="user">Who is told of responses.</param>
    public ClientTransaction Send(
        SipWriter request, SipMethod method, ReadOnlySpan<byte> branch, in SipFlow flow, IClientUser user)
    {
        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        TransactionKeys.WriteClient(branch, method.Name(), ref key);
        var transaction = new ClientTransaction(this, key.Key.ToArray(), request.ToArray(), method, flow, user);

        if (!_clients.TryAdd(transaction.Key, transaction))
        {
            throw new InvalidOperationException("The branch is in use already.");
        }

        transaction.Start();

        return transaction;
    }

    /// <summary>The concrete address and port to tell this peer in Via, Contact and SDP.</summary>
    public SipAddress LocalAddressTo(in SipFlow flow)
    {
        var listening = flow.Channel.Local;
        var local = !flow.Local.IsNone ? flow.Local : listening;

        if (IsWildcard(local))
        {
            local = _routes.Towards(flow.Remote);
        }

        return Addressing.Advertise(local.WithPort(listening.Port), flow.Remote);
    }

    public void Dispose()
    {
        _timers.Dispose();
        Metrics.Dispose();
        _writers.Dispose();
    }

    internal bool Transmit(ReadOnlySpan<byte> message, in SipFlow flow)
    {
        Metrics.Sent();

        return flow.Send(message);
    }

    internal void Forget(ServerTransaction transaction)
    {
        _servers.Remove(transaction.Key, transaction);

        if (transaction.MergedKey is { } merged)
        {
            _merged.Remove(merged, transaction);
        }
    }

    internal void Forget(ClientTransaction transaction) => _clients.Remove(transaction.Key, transaction);

    private static bool IsWildcard(SipAddress address) => address.SameHost(default) || address.SameHost(AnyIpv6);

    private static readonly SipAddress AnyIpv6 = SipAddress.From(new(System.Net.IPAddress.IPv6Any, 0));
}
