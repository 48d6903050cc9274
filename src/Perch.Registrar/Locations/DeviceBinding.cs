using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// One contact of a registered phone, and the way to it. Lives on while the phone refreshes it: expiry and
/// reachability change, all else stays. Thread-safe for readers.
/// </summary>
public sealed class DeviceBinding : IBinding
{
    // Contact, Call-ID, host of the address-of-record and Path in one array: there may be many thousands of these.
    private readonly byte[] _text;
    private readonly ushort _callIdAt;
    private readonly ushort _aorHostAt;
    private readonly ushort _pathAt;
    private readonly long _registeredAt;
    private long _expiresAt;
    private uint _cseq;
    private bool _isReachable = true;

    /// <param name="made">What the REGISTER says.</param>
    /// <param name="now">When it came; counts where there is nothing to go on from.</param>
    /// <param name="before">The same contact as it was registered until now.</param>
    internal DeviceBinding(in NewBinding made, DateTimeOffset now, DeviceBinding? before = null)
        : this(made, before?.Id ?? Guid.CreateVersion7(now), before?.RegisteredAt ?? now)
    {
    }

    /// <summary>One that is known from before.</summary>
    internal DeviceBinding(in NewBinding made, Guid id, DateTimeOffset registeredAt)
    {
        _text = [.. made.Contact, .. made.CallId, .. made.AorHost, .. made.Path];
        _callIdAt = (ushort)made.Contact.Length;
        _aorHostAt = (ushort)(_callIdAt + made.CallId.Length);
        _pathAt = (ushort)(_aorHostAt + made.AorHost.Length);
        _registeredAt = registeredAt.UtcTicks;
        Id = id;
        _cseq = made.CSeq;
        _expiresAt = made.ExpiresAt.UtcTicks;
        DeviceId = made.DeviceId;
        AccountId = made.AccountId;
        Flow = made.Flow;
        Received = made.Received;
        IsBehindNat = made.IsBehindNat;
        UserAgent = made.UserAgent;
    }

    /// <summary>New for each registration, the same through its refreshes.</summary>
    public Guid Id { get; }

    /// <summary>The Contact URI as the phone wrote it: the Request-URI of what is sent to it.</summary>
    public ReadOnlyMemory<byte> Contact => _text.AsMemory(0, _callIdAt);

    public DeviceId DeviceId { get; }

    public AccountId AccountId { get; }

    /// <summary>
    /// Where to send: the connection it registered on, or over UDP the contact's address, or, behind a NAT, the
    /// address the REGISTER came from. Closed connections are not among <see cref="ILocationService.BindingsOf"/>.
    /// </summary>
    public SipFlow Flow { get; }

    /// <summary>Where the REGISTER came from.</summary>
    public SipAddress Received { get; }

    /// <summary>The host the phone named in its address-of-record: what it calls this server.</summary>
    public ReadOnlyMemory<byte> AorHost => _text.AsMemory(_aorHostAt, _pathAt - _aorHostAt);

    /// <summary>RFC 3327: what goes into Route, comma-separated as it stands; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Path => _text.AsMemory(_pathAt);

    /// <summary>The phone's User-Agent, from the wire: to be escaped wherever it is shown. Empty where it sent none.</summary>
    public string UserAgent { get; }

    public bool IsBehindNat { get; }

    public DateTimeOffset RegisteredAt => new(_registeredAt, TimeSpan.Zero);

    public DateTimeOffset ExpiresAt => new(Volatile.Read(ref _expiresAt), TimeSpan.Zero);

    /// <summary>False after three keep-alives without an answer, until the phone is heard again.</summary>
    public bool IsReachable => Volatile.Read(ref _isReachable);

    ReadOnlySpan<byte> IBinding.ContactUri => _text.AsSpan(0, _callIdAt);

    ReadOnlySpan<byte> IBinding.CallId => CallId;

    uint IBinding.CSeq => _cseq;

    internal ReadOnlySpan<byte> CallId => _text.AsSpan(_callIdAt, _aorHostAt - _callIdAt);

    /// <summary>Keep-alives sent since the phone was last heard.</summary>
    internal int Unanswered { get; set; }

    internal DateTimeOffset NextKeepAlive { get; set; }

    /// <summary>Whether the contact is a SIP URI; what else may be bound is listed, but never called.</summary>
    internal bool IsSip => SipUri.TryParse(_text.AsSpan(0, _callIdAt), out var uri) && uri.IsSip;

    /// <summary>True where the refresh changes nothing but the time, which is then done already.</summary>
    internal bool TryRefresh(in NewBinding refresh)
    {
        if (Flow != refresh.Flow || Received != refresh.Received || !CallId.SequenceEqual(refresh.CallId)
            || !Contact.Span.SequenceEqual(refresh.Contact) || !Path.Span.SequenceEqual(refresh.Path))
        {
            return false;
        }

        Refreshed(refresh.CSeq, refresh.ExpiresAt);
        Heard();

        return true;
    }

    internal void Refreshed(uint cseq, DateTimeOffset expiresAt)
    {
        _cseq = cseq;
        Volatile.Write(ref _expiresAt, expiresAt.UtcTicks);
    }

    internal bool IsAliveAt(DateTimeOffset now) => Volatile.Read(ref _expiresAt) > now.UtcTicks && Flow.Channel.IsOpen;

    internal void Heard()
    {
        Unanswered = 0;
        Volatile.Write(ref _isReachable, true);
    }

    internal void Lost() => Volatile.Write(ref _isReachable, false);
}

/// <summary>What a REGISTER says of one contact, still in the message.</summary>
internal readonly ref struct NewBinding
{
    public required DeviceId DeviceId { get; init; }

    public required AccountId AccountId { get; init; }

    public required ReadOnlySpan<byte> Contact { get; init; }

    public required ReadOnlySpan<byte> CallId { get; init; }

    public required ReadOnlySpan<byte> AorHost { get; init; }

    public required ReadOnlySpan<byte> Path { get; init; }

    public required string UserAgent { get; init; }

    public required uint CSeq { get; init; }

    public required SipFlow Flow { get; init; }

    public required SipAddress Received { get; init; }

    public required bool IsBehindNat { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
