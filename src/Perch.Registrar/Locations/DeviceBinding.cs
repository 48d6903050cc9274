using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// One contact of a registered phone, and the way to it. Lives on while the phone refreshes it: expiry and
/// reachability change, all else stays. Thread-safe.
/// </summary>
public sealed class DeviceBinding
{
    /// <summary>The Contact URI as the phone wrote it: the Request-URI of what is sent to it.</summary>
    public ReadOnlyMemory<byte> Contact { get; }

    public DeviceId DeviceId { get; }

    public AccountId AccountId { get; }

    /// <summary>
    /// Where to send: the connection it registered on, or over UDP the contact's address, or, behind a NAT, the
    /// address the REGISTER came from. Closed connections are not among <see cref="ILocationService.BindingsOf"/>.
    /// </summary>
    public SipFlow Flow { get; }

    /// <summary>Where the REGISTER came from.</summary>
    public SipAddress Received { get; }

    /// <summary>RFC 3327: what goes into Route, comma-separated as it stands; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Path { get; }

    /// <summary>The phone's User-Agent, from the wire: to be escaped wherever it is shown. Empty where it sent none.</summary>
    public string UserAgent { get; } = "";

    public bool IsBehindNat { get; }

    public DateTimeOffset RegisteredAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>False after three keep-alives without an answer, until the phone is heard again.</summary>
    public bool IsReachable { get; }
}
