using System.Text;
using Perch.Sip;
using Perch.TestKit.Directory;
using Perch.TestKit.Network;
using Perch.Transport;

namespace Perch.Registrar.Tests;

/// <summary>A telephone that registers as RFC 3261 §10.2 and §22 say, and remembers what it was answered.</summary>
internal sealed class Phone : IClientUser, ISipUser
{
    private readonly Office _office;
    private readonly SipStack _stack;
    private readonly string _name;
    private DigestClient _digest;
    private uint _cseq;
    private Request? _pending;

    public Phone(Office office, SipStack stack, FakeSipChannel channel, string name)
    {
        _office = office;
        _stack = stack;
        _name = name;
        Channel = channel;
        _digest = new(name, FakeDirectory.PasswordOf(name));
        CallId = $"{name}-{channel.Local.Port}-{channel.Local}";
        stack.User = this;
    }

    public FakeSipChannel Channel { get; }

    public string CallId { get; set; }

    /// <summary>The domain it was told to register at.</summary>
    public string Domain { get; set; } = "perch.test";

    /// <summary>The address-of-record it claims.</summary>
    public string Aor { get => field ?? $"sip:{_name}@{Domain}"; set; }

    /// <summary>Whether it asks for the port it is seen from (RFC 3581).</summary>
    public string Rport { get; set; } = ";rport";

    public string Contact => $"sip:{_name}@{Channel.Local}";

    /// <summary>Status codes in the order they came.</summary>
    public List<int> Statuses { get; } = [];

    public SipMessage Answer { get; private set; } = new();

    public bool AnswersOptions { get; set; } = true;

    public int OptionsHeard { get; private set; }

    public uint CSeq { get => _cseq; set => _cseq = value; }

    /// <summary>Contact values of the last answer.</summary>
    public IReadOnlyList<string> Listed
    {
        get
        {
            List<string> listed = [];

            foreach (var value in Answer.Values(HeaderId.Contact))
            {
                listed.Add(Encoding.ASCII.GetString(value));
            }

            return listed;
        }
    }

    public void UsePassword(string password) => _digest = new(_name, password);

    /// <summary>Registers its own contact and follows one challenge; time passes until an answer is there.</summary>
    public int Register(int? expires = 3600, string? contact = null, string extra = "") =>
        Ask(SipMethod.Register, (contact ?? $"<{Contact}>") is { Length: > 0 } value ? Rows(value, expires) + extra : extra);

    public int Ask(SipMethod method, string rows = "")
    {
        _pending = new(method, rows);
        Send(_pending);

        // Longer than a lost datagram and its repetition take.
        for (var step = 0; step < 40 && _pending is not null; step++)
        {
            _office.Network.Pass(TimeSpan.FromMilliseconds(100));
        }

        return Statuses.Count == 0 ? 0 : Statuses[^1];
    }

    public void OnResponse(ClientTransaction transaction, SipMessage response)
    {
        Answer = response.Detach();
        Statuses.Add(response.StatusCode);

        if (_pending is { } pending && response.StatusCode is 401 && _digest.TryTake(response, pending.WasSigned))
        {
            Send(pending);
        }
        else if (response.StatusCode >= 200)
        {
            _pending = null;
        }
    }

    public void OnFailure(ClientTransaction transaction, TransactionEnd reason) => _pending = null;

    public void OnRequest(SipMessage request, in SipFlow flow)
    {
        OptionsHeard++;

        if (AnswersOptions)
        {
            _stack.Reply(request, flow, 200);
        }
    }

    public void OnStrayResponse(SipMessage response, in SipFlow flow)
    {
    }

    private static string Rows(string contact, int? expires) =>
        $"Contact: {contact}\r\n" + (expires is null ? "" : $"Expires: {expires}\r\n");

    private void Send(Request request)
    {
        var branch = SipTokens.NewBranch();
        var uri = Encoding.ASCII.GetBytes($"sip:{Domain}");
        var writer = _stack.RentWriter();
        var protocol = Channel.Protocol.ToString().ToUpperInvariant();
        request.WasSigned = _digest.HasChallenge;
        writer.RequestLine(request.Method, uri);
        writer.Raw(Encoding.ASCII.GetBytes(
            $"Via: SIP/2.0/{protocol} {Channel.Local};branch={Encoding.ASCII.GetString(branch)}{Rport}\r\n"
            + $"Max-Forwards: 70\r\nFrom: <sip:{_name}@{Domain}>;tag=a1\r\nTo: <{Aor}>\r\nCall-ID: {CallId}\r\n"
            + $"CSeq: {++_cseq} {Encoding.ASCII.GetString(request.Method.Name())}\r\nUser-Agent: Desk Phone/1.0\r\n{request.Rows}"));
        _digest.WriteAuthorization(writer, request.Method, uri, SipTokens.NewTag());
        writer.NoBody();
        _stack.Send(writer, request.Method, branch, Channel.To(_office.Channel), this);
        _stack.Return(writer);
    }

    private sealed record Request(SipMethod Method, string Rows)
    {
        public bool WasSigned { get; set; }
    }
}
