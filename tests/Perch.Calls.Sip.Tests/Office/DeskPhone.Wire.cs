using System.Text;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip.Tests.Office;

internal sealed partial class DeskPhone : ITimerUser
{
    private string _callId = "";
    private string _tag = "";
    private uint _cseq;
    private ClientTransaction? _invite;
    private ServerTransaction? _incomingInvite;
    private ServerTransaction? _repeating;
    private TimeSpan _repeatAfter;

    void ISipUser.OnRequest(SipMessage request, in SipFlow flow)
    {
        if (request.Method == SipMethod.Ack)
        {
            if (Dialog?.Owns(request) == true)
            {
                _repeating = null;
                IsConnected = true;
                Heard.Add("ACK");
            }

            return;
        }

        Heard.Add(Encoding.ASCII.GetString(request.MethodToken));

        if (request.Method is SipMethod.Bye or SipMethod.Invite or SipMethod.Update
            && !request.ToTag.IsEmpty && Dialog?.Owns(request) != true)
        {
            _stack.Reply(request, flow, 481);
            return;
        }

        TakeRequest(_stack.Accept(request, flow, this));
    }

    void ISipUser.OnStrayResponse(SipMessage response, in SipFlow flow)
    {
    }

    void IServerUser.OnCancelled(ServerTransaction transaction)
    {
        Heard.Add("CANCEL");
        transaction.Respond(487);
    }

    void IServerUser.OnFailure(ServerTransaction transaction, TransactionEnd reason)
    {
    }

    void IClientUser.OnFailure(ClientTransaction transaction, TransactionEnd reason) => Heard.Add($"failed {reason}");

    void IClientUser.OnResponse(ClientTransaction transaction, SipMessage response)
    {
        var request = _sent[transaction];

        if (response.StatusCode == 401 && !request.IsSigned && _digest.TryTake(response, wasSigned: false))
        {
            Send(request with { IsSigned = true });
            return;
        }

        LastResponse = response.Detach();

        if (response.StatusCode != 100)
        {
            Heard.Add($"{response.StatusCode}");
        }

        TakeResponse(request, response);
    }

    void ITimerUser.OnTimer(int kind)
    {
        if (_repeating is { } answer)
        {
            answer.RepeatAnswer();
            RepeatIn(_repeatAfter * 2 < TimeSpan.FromSeconds(4) ? _repeatAfter * 2 : TimeSpan.FromSeconds(4));
        }
    }

    private void TakeRequest(ServerTransaction transaction)
    {
        Incoming = transaction;

        switch (transaction.Request.Method)
        {
            case SipMethod.Invite when transaction.Request.ToTag.IsEmpty:
                _incomingInvite = transaction;
                Dialog = null;
                IsConnected = false;
                break;

            case SipMethod.Invite or SipMethod.Update when RefusesChangesWith > 0:
                RespondTo(transaction, RefusesChangesWith, RefusesChangesLater, null);
                break;

            case SipMethod.Invite:
                // Hold or its end: answered at once, as phones do.
                _repeating = transaction;
                RespondTo(transaction, 200, "", Descriptions.AnswerTo(transaction.Request.Body, Holds));
                RepeatIn(TimeSpan.FromMilliseconds(500));
                break;

            case SipMethod.Bye:
                IsConnected = false;
                RespondTo(transaction, 200, "", null);
                break;

            default:
                RespondTo(transaction, 200, "", null);
                break;
        }
    }

    private void TakeResponse(Request request, SipMessage response)
    {
        switch (request.Method, response.StatusClass)
        {
            case (SipMethod.Register, 2):
                IsRegistered = true;
                break;

            case (SipMethod.Invite, 1) when !response.ToTag.IsEmpty:
                Dialog ??= Dialog.FromResponse(response, Encoding.ASCII.GetBytes(request.Uri));
                break;

            case (SipMethod.Invite, 2):
                TakeAnswer(request, response);
                break;

            case (SipMethod.Bye, 2):
                IsConnected = false;
                break;
        }
    }

    private void TakeAnswer(Request request, SipMessage response)
    {
        if (!request.InDialog)
        {
            if (Dialog is null)
            {
                Dialog = Dialog.FromResponse(response, Encoding.ASCII.GetBytes(request.Uri));
            }
            else
            {
                Dialog.Confirm(response);
            }
        }

        if (!Acknowledges)
        {
            return;
        }

        IsConnected = true;
        var lateAnswer = request.Sdp is null && !response.Body.IsEmpty ? Descriptions.AnswerTo(response.Body, Holds) : null;
        var writer = _stack.RentWriter();
        Dialog!.WriteRequest(writer, SipMethod.Ack, response.CSeqNumber, new("UDP"u8, Address, SipTokens.NewBranch()));
        Finish(writer, "", lateAnswer, "application/sdp");
        _channel.Send(writer.Written, _server, default);
        _stack.Return(writer);
    }

    private void Send(Request request)
    {
        var branch = SipTokens.NewBranch();
        var writer = _stack.RentWriter();
        var uri = Encoding.ASCII.GetBytes(request.Uri);
        SipRequests.Start(writer, new()
        {
            Method = request.Method,
            Uri = uri,
            From = Encoding.ASCII.GetBytes($"<sip:{Name}@perch.test>"),
            FromTag = Encoding.ASCII.GetBytes(_tag.Length > 0 ? _tag : "reg"),
            To = Encoding.ASCII.GetBytes(request.Method == SipMethod.Register ? $"<sip:{Name}@perch.test>" : $"<{request.Uri}>"),
            CallId = Encoding.ASCII.GetBytes(_callId.Length > 0 ? _callId : $"reg-{Name}"),
            CSeq = ++_cseq,
            MaxForwards = MaxForwards,
        }, new("UDP"u8, Address, branch));

        if (request.IsSigned)
        {
            _digest.WriteAuthorization(writer, request.Method, uri, SipTokens.NewTag());
        }

        Finish(writer, request.Extra, request.Sdp, "application/sdp");
        var transaction = _stack.Send(writer, request.Method, branch, _channel.To(_server), this);
        _stack.Return(writer);
        _sent[transaction] = request;
        _invite = request.Method == SipMethod.Invite ? transaction : _invite;
    }

    private void RespondTo(ServerTransaction transaction, int status, string extra, string? sdp)
    {
        var writer = transaction.StartResponse(status);
        Finish(writer, extra, sdp, "application/sdp");
        transaction.Respond(writer);
    }

    private void Finish(SipWriter writer, string extra, string? body, string type)
    {
        if (!extra.Contains("Contact:", StringComparison.Ordinal))
        {
            writer.Header(HeaderId.Contact, $"<sip:{Name}@{Address}>");
        }

        if (Allow.Length > 0)
        {
            writer.Header(HeaderId.Allow, Allow);
        }

        writer.Raw(Encoding.UTF8.GetBytes(extra));

        if (body is null)
        {
            writer.NoBody();
        }
        else
        {
            writer.Body(Encoding.ASCII.GetBytes(type), Encoding.UTF8.GetBytes(body));
        }
    }

    private void RepeatIn(TimeSpan after)
    {
        _repeatAfter = after;
        _stack.Timers.Start(after, this, 0);
    }
}
