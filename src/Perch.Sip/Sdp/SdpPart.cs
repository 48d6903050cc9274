using System.Globalization;
using System.Net;
using System.Text;

namespace Perch.Sip;

/// <summary>What has been read so far about one stream, or, before the first m= line, about all of them.</summary>
internal sealed class SdpPart
{
    private readonly Dictionary<int, SdpFormat> _maps = [];
    private string _kind = "";
    private int _port;

    public string Protocol { get; set; } = "";

    public string FormatList { get; set; } = "";

    public IPAddress? Address { get; set; }

    public SdpDirection Direction { get; set; } = SdpDirection.SendRecv;

    public int PacketTimeMs { get; set; }

    public int MaxPacketTimeMs { get; set; }

    public int RtcpPort { get; set; }

    public IPAddress? RtcpAddress { get; set; }

    /// <summary>A stream that begins with what was said for all.</summary>
    public SdpPart Begin(string kind, int port) => new()
    {
        _kind = kind,
        _port = port,
        Address = Address,
        Direction = Direction,
        PacketTimeMs = PacketTimeMs,
        MaxPacketTimeMs = MaxPacketTimeMs,
    };

    /// <summary>
    /// <c>101 telephone-event/8000[/1]</c>. A line that makes no sense describes nothing; false for one too many.
    /// </summary>
    public bool TakeRtpMap(ReadOnlySpan<byte> value)
    {
        if (!Ascii.TryReadUInt(SdpReader.NextWord(ref value), out var payloadType) || payloadType > 127)
        {
            return true;
        }

        var slash = value.IndexOf((byte)'/');
        var rate = slash < 0 ? default : value[(slash + 1)..];
        var channels = rate.IndexOf((byte)'/');
        Ascii.TryReadUInt(channels < 0 ? rate : rate[..channels], out var clockRate);
        var name = Encoding.UTF8.GetString(slash < 0 ? value : value[..slash]);
        _maps[(int)payloadType] = new((int)payloadType, name, (int)Math.Min(clockRate, int.MaxValue));

        return _maps.Count <= SdpLimits.MaxFormats;
    }

    public SdpMedia ToMedia() => new()
    {
        Kind = _kind,
        Port = _port,
        Protocol = Protocol,
        FormatList = FormatList,
        Address = Address,
        Direction = Direction,
        PacketTimeMs = PacketTimeMs,
        MaxPacketTimeMs = MaxPacketTimeMs,
        Formats = [.. Formats()],
        Rtcp = RtcpPort > 0 && (RtcpAddress ?? Address) is { } address ? new(address, RtcpPort) : null,
    };

    private IEnumerable<SdpFormat> Formats() => FormatList
        .Split((char[])[' ', '\t'], SdpLimits.MaxFormats + 1, StringSplitOptions.RemoveEmptyEntries)
        .Take(SdpLimits.MaxFormats)
        .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var type) ? type : -1)
        .Where(type => type is >= 0 and <= 127)
        .Select(type => _maps.GetValueOrDefault(type) ?? SdpFormat.Static(type));
}
