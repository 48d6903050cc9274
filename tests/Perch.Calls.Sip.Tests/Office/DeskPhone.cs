using System.Text;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.Transport;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>
/// A telephone on the network in memory that does what the test says and nothing by itself but answering retransmitted
/// requests. One call at a time.
/// </summary>
internal sealed partial class DeskPhone : ISipUser, IServerUser, IClientUser
{
    private readonly SipStack _stack;
    private readonly FakeSipChannel _channel;
    private SipAddress _server;
    private readonly DigestClient _digest;
    private readonly Dictionary<ClientTransaction, Request> _sent = [];

    public DeskPhone(string name, SipStack stack, FakeSipChannel channel, SipAddress server)
    {
        Name = name;
        _stack = stack;
        _channel = channel;
        _server = server;
        _digest = new(name, Perch.TestKit.Directory.FakeDirectory.PasswordOf(name));
        stack.User = this;
    }

    public string Name { get; }

    public SipAddress Address => _channel.Local;

    /// <summary>Status codes of final and provisional responses but 100 and 401, and methods of requests, as they came.</summary>
    public List<string> Heard { get; } = [];

    public SipMessage? LastResponse { get; private set; }

    /// <summary>The latest request other than ACK.</summary>
    public ServerTransaction? Incoming { get; private set; }

    public Dialog? Dialog { get; private set; }

    public bool IsRegistered { get; private set; }

    /// <summary>An INVITE of Perch waits for our answer.</summary>
    public bool IsRinging => _incomingInvite is { HasFinal: false };

    /// <summary>Our 200 was acknowledged, or we acknowledged Perch's.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Whether a 2xx for our INVITE gets its ACK.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>What Allow says.</summary>
    public string Allow { get; set; } = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    /// <summary>What re-INVITE and UPDATE are refused with; 0 to accept them.</summary>
    public int RefusesChangesWith { get; set; }

    /// <summary>Headers of that refusal.</summary>
    public string RefusesChangesLater { get; set; } = "";

    /// <summary>What Max-Forwards says outside a dialog.</summary>
    public int MaxForwards { get; set; } = SipRequests.UsualMaxForwards;

    /// <summary>The hold key is lit: no answer of ours asks to hear anything.</summary>
    public bool Holds { get; set; }

    public string Sdp { get; set; } = Descriptions.Of();

    /// <summary>From now on the server is spoken to there.</summary>
    public void MoveTo(SipAddress server) => _server = server;

    public void Register() => Send(new(SipMethod.Register, "sip:perch.test", "Expires: 3600\r\n", null));

    /// <summary>Sends an INVITE; a challenge is answered.</summary>
    public void Dial(string number, string extra = "", string? sdp = "")
    {
        _callId = Encoding.ASCII.GetString(SipTokens.NewTag());
        _tag = Encoding.ASCII.GetString(SipTokens.NewTag());
        Dialog = null;
        Send(new(SipMethod.Invite, $"sip:{number}@perch.test", extra, sdp == "" ? Sdp : sdp));
    }

    /// <summary>Another request outside a dialog.</summary>
    public void Ask(SipMethod method, string uri, string extra = "", string? sdp = null)
    {
        _callId = Encoding.ASCII.GetString(SipTokens.NewTag());
        _tag = Encoding.ASCII.GetString(SipTokens.NewTag());
        Send(new(method, uri, extra, sdp));
    }

    public void CancelDialling() => _invite!.Cancel();

    public void Ring() => Respond(180);

    /// <summary>183 with a description: audio before the answer.</summary>
    public void SendEarlyMedia() => Respond(183, sdp: Sdp);

    public void Answer(string? sdp = "") => Respond(200, sdp: sdp == "" ? Sdp : sdp);

    public void Refuse(int status, string extra = "") => Respond(status, extra);

    /// <summary>A response to the INVITE that rings.</summary>
    public void Respond(int status, string extra = "", string? sdp = null)
    {
        var invite = _incomingInvite!;
        Dialog = status is > 100 and < 300 ? Dialog ?? Dialog.FromRequest(invite.Request, invite.ToTag) : null;
        RespondTo(invite, status, extra, sdp);

        if (status == 200)
        {
            Dialog!.Confirm();
            _repeating = invite;
            RepeatIn(TimeSpan.FromMilliseconds(500));
        }
    }

    public void HangUp() => SendInDialog(SipMethod.Bye);

    /// <summary>A re-INVITE, UPDATE or INFO.</summary>
    public void SendInDialog(SipMethod method, string extra = "", string? body = null, string type = "application/sdp")
    {
        var dialog = Dialog!;
        var branch = SipTokens.NewBranch();
        var writer = _stack.RentWriter();
        var cseq = dialog.NextCSeq();
        dialog.WriteRequest(writer, method, cseq, new("UDP"u8, Address, branch));
        Finish(writer, extra, body, type);
        var transaction = _stack.Send(writer, method, branch, _channel.To(_server), this);
        _stack.Return(writer);
        _sent[transaction] = new(method, "", extra, body) { InDialog = true };
    }

    /// <summary>Bytes as they are, from this phone's address.</summary>
    public void SendRaw(string message) => _channel.Send(Encoding.UTF8.GetBytes(message), _server, default);

    public static implicit operator string(DeskPhone phone) => phone.Name;

    private sealed record Request(SipMethod Method, string Uri, string Extra, string? Sdp)
    {
        public bool IsSigned { get; init; }

        public bool InDialog { get; init; }
    }
}
