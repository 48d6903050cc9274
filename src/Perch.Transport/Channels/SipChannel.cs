using Perch.Sip;

namespace Perch.Transport;

/// <summary>How SIP travels.</summary>
public enum SipProtocol : byte
{
    Udp,
    Tcp,
    Tls,
    Ws,
    Wss,
}

/// <summary>
/// Something SIP bytes can be sent through: a listening UDP socket, which reaches every peer, or one stream
/// connection, which reaches its own. Thread-safe.
/// </summary>
public abstract class SipChannel
{
    public abstract SipProtocol Protocol { get; }

    /// <summary>What we listen on; the address may be a wildcard.</summary>
    public abstract SipAddress Local { get; }

    /// <summary>Streams repeat nothing themselves and lose nothing: transactions on them do not retransmit.</summary>
    public bool IsReliable => Protocol != SipProtocol.Udp;

    /// <summary>False once a connection is gone; a UDP socket stays open.</summary>
    public virtual bool IsOpen => true;

    /// <summary>Set while a binding lives on this connection, so that it is not closed for being idle.</summary>
    public virtual bool KeepOpen { get; set; }

    /// <summary>Whether what this thread sends now leaves later, after <see cref="SipStack.BeforeBatchLeaves"/>.</summary>
    public virtual bool HoldsBack => false;

    /// <summary>
    /// Sends one whole message; the bytes are copied or gone when this returns. <paramref name="from"/> is the local
    /// address to send from, none for "as routing says". False when it certainly did not leave.
    /// </summary>
    public abstract bool Send(ReadOnlySpan<byte> message, SipAddress to, SipAddress from);
}

/// <summary>The way a message came, and so the way back to its sender, whatever its headers say.</summary>
/// <param name="Channel">The socket or connection.</param>
/// <param name="Remote">The peer's address as seen here.</param>
/// <param name="Local">The address it was sent to; none where unknown.</param>
public readonly record struct SipFlow(SipChannel Channel, SipAddress Remote, SipAddress Local)
{
    public bool Send(ReadOnlySpan<byte> message) => Channel.Send(message, Remote, Local);
}
