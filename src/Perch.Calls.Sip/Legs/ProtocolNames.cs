using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>How each way of travelling is named in Via and in URIs.</summary>
internal static class ProtocolNames
{
    public static ReadOnlySpan<byte> ViaName(this SipProtocol protocol) => protocol switch
    {
        SipProtocol.Udp => "UDP"u8,
        SipProtocol.Tcp => "TCP"u8,
        SipProtocol.Tls => "TLS"u8,
        SipProtocol.Ws => "WS"u8,
        SipProtocol.Wss => "WSS"u8,
    };

    public static ReadOnlySpan<byte> UriName(this SipProtocol protocol) => protocol switch
    {
        SipProtocol.Udp => "udp"u8,
        SipProtocol.Tcp => "tcp"u8,
        SipProtocol.Tls => "tls"u8,
        SipProtocol.Ws or SipProtocol.Wss => "ws"u8,
    };
}
