using System.Net;
using System.Net.Sockets;
using System.Text;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Scenarios.Tests.Office;

/// <summary>A telephone of which the test writes every byte; by itself it only answers challenges.</summary>
public sealed class RawPhone : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _username;
    private readonly Socket _socket;
    private readonly DigestClient _digest;
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _filled;
    private int _cseq;

    public RawPhone(
        string username, string password, IPEndPoint server, SipProtocol protocol, string from = "127.0.0.1")
    {
        _username = username;
        _digest = new(username, password);
        _socket = protocol == SipProtocol.Tcp
            ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        _socket.Connect(server);
        Protocol = protocol.ToString().ToUpperInvariant();
    }

    /// <summary>As in Via.</summary>
    public string Protocol { get; }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>The domain it was told to register at.</summary>
    public string Realm { get; init; } = Pbx.Realm;

    /// <summary>How many bytes leave in one piece.</summary>
    public int PieceSize { get; set; } = int.MaxValue;

    /// <summary>What the phone says before every request: Via to CSeq, and Authorization where it was challenged.</summary>
    public string Usual(Turn turn, string to) =>
        $"Via: SIP/2.0/{Protocol} {Address};branch={turn.Branch};rport\r\nMax-Forwards: 70\r\n"
        + $"From: <sip:{_username}@{Realm}>;tag={turn.Tag}\r\nTo: <sip:{to}@{Realm}>\r\nCall-ID: {turn.CallId}\r\n"
        + $"CSeq: {turn.CSeq} {turn.Method}\r\nContact: <sip:{_username}@{Address};transport={Protocol}>\r\n{turn.Authorization}";

    public Question Register => RegisterFor(3600);

    public Question Unregister => RegisterFor(0);

    /// <summary>A session description for which audio would come to a port where nobody listens.</summary>
    public static string Sdp =>
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n";

    /// <summary>An INVITE with this body, and these rows beside the usual.</summary>
    public Question Invite(string number, string body, string rows = "") => new(SipMethod.Invite, $"sip:{number}@{Realm}", turn =>
        $"INVITE sip:{number}@{Realm} SIP/2.0\r\n{Usual(turn, number)}{rows}"
        + $"Content-Type: application/sdp\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Asks, signs when it is told to, and gives the first answer that says more than 100 or 401.</summary>
    public async Task<SipMessage> AskAsync(Question question)
    {
        var (callId, tag) = (NewToken(), NewToken());

        for (var signed = false; ; signed = true)
        {
            var turn = new Turn(question.Method.ToString().ToUpperInvariant(), NewBranch(), callId, tag, ++_cseq, Sign(question));
            await SendAsync(question.Write(turn));
            var answer = await NextAsync();

            if (answer.StatusCode != 401 || !_digest.TryTake(answer, signed))
            {
                return answer;
            }
        }
    }

    /// <summary>The next answer that says more than 100.</summary>
    public async Task<SipMessage> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);

        while (true)
        {
            var message = await ReceiveAsync(patience.Token);

            if (message.StatusCode > 100)
            {
                return message;
            }
        }
    }

    public async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsMemory();

        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(PieceSize, bytes.Length)];
            await _socket.SendAsync(piece);
            bytes = bytes[piece.Length..];
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<SipMessage> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var frame = SipFraming.Read(_buffer.AsSpan(0, _filled));

            if (frame.Status == FramingStatus.Complete)
            {
                var message = new SipMessage();
                message.Parse(_buffer[..(frame.Start + frame.Length)], frame.Start, frame.Length);
                _filled -= frame.Start + frame.Length;
                _buffer.AsSpan(frame.Start + frame.Length, _filled).CopyTo(_buffer);

                return message;
            }

            var length = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellation);
            _filled += length > 0 ? length : throw new IOException("The server closed the connection.");
        }
    }

    private Question RegisterFor(int seconds) => new(SipMethod.Register, $"sip:{Realm}", turn =>
        $"REGISTER sip:{Realm} SIP/2.0\r\n{Usual(turn, _username)}Expires: {seconds}\r\nContent-Length: 0\r\n\r\n");

    private string Sign(Question question)
    {
        var writer = new SipWriter();
        _digest.WriteAuthorization(writer, question.Method, Encoding.ASCII.GetBytes(question.Uri), SipTokens.NewTag());

        return Encoding.ASCII.GetString(writer.Written);
    }

    private static string NewToken() => Encoding.ASCII.GetString(SipTokens.NewTag());

    private static string NewBranch() => Encoding.ASCII.GetString(SipTokens.NewBranch());

    /// <summary>A request, written anew for each time it is sent.</summary>
    public sealed record Question(SipMethod Method, string Uri, Func<Turn, string> Write);

    /// <summary>What differs between two times.</summary>
    /// <param name="Authorization">The whole row, or nothing.</param>
    public sealed record Turn(string Method, string Branch, string CallId, string Tag, int CSeq, string Authorization);
}
