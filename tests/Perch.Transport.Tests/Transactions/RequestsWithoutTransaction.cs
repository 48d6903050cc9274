using Perch.Sip;
using Xunit;

namespace Perch.Transport.Tests.Transactions;

public sealed class RequestsWithoutTransaction : TwoHosts
{
    [Fact]
    public void The_same_request_by_another_way_is_answered_482()
    {
        RawFromAlice(Wire.Request("INVITE", branch: "z9hG4bKone"));

        RawFromAlice(Wire.Request("INVITE", branch: "z9hG4bKtwo"));

        Assert.Equal(["INVITE"], Perch.Heard);
        Assert.Equal(1, CountOf("SIP/2.0 482"));
    }

    [Fact]
    public void A_repetition_is_answered_with_what_was_said_last()
    {
        RawFromAlice(Wire.Request("MESSAGE"));
        Perch.Accepted!.Respond(202);

        RawFromAlice(Wire.Request("MESSAGE"));

        Assert.Equal(["MESSAGE"], Perch.Heard);
        Assert.Equal(2, CountOf("SIP/2.0 202"));
    }

    [Fact]
    public void The_transaction_is_forgotten_after_64_T1()
    {
        RawFromAlice(Wire.Request("MESSAGE"));
        Perch.Accepted!.Respond(202);

        Network.Pass(Seconds(33));
        RawFromAlice(Wire.Request("MESSAGE"));

        Assert.Equal(["MESSAGE", "MESSAGE"], Perch.Heard);
    }

    [Fact]
    public void RFC_2543_requests_without_a_branch_match_by_their_ids()
    {
        var old = Wire.Request("INVITE").Replace(";branch=z9hG4bK776", "", StringComparison.Ordinal);
        RawFromAlice(old);
        RawFromAlice(old);
        Perch.Accepted!.Respond(486);

        RawFromAlice(old.Replace("INVITE", "ACK", StringComparison.Ordinal));
        Network.Pass(Seconds(10));

        Assert.Equal(["INVITE"], Perch.Heard);
        Assert.Equal(1, CountOf("SIP/2.0 486"));
    }

    [Fact]
    public void A_user_that_throws_costs_its_request_a_500_and_nothing_else()
    {
        Perch.OnNew = (_, _) => throw new InvalidOperationException("a bug");
        RawFromAlice(Wire.Request("OPTIONS"));
        Perch.OnNew = (request, flow) => PerchStack.Reply(request, flow, 200);

        RawFromAlice(Wire.Request("OPTIONS", cseq: 2));

        Assert.Equal(1, CountOf("SIP/2.0 500"));
        Assert.Equal(1, CountOf("SIP/2.0 200"));
    }

    [Fact]
    public void A_repeated_stateless_answer_has_the_same_To_tag()
    {
        Perch.OnNew = (request, flow) => PerchStack.Reply(request, flow, 404);

        RawFromAlice(Wire.Request("OPTIONS"));
        RawFromAlice(Wire.Request("OPTIONS"));

        var answers = Network.Sent.Where(sent => sent.StartLine == "SIP/2.0 404 Not Found").Select(sent => sent.Text);
        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("ACK")]
    [InlineData("ACK", "CSeq: 1 ACK", "CSeq: x ACK")]
    public void An_ACK_is_never_answered(string method, string right = "-", string wrong = "-")
    {
        Perch.OnNew = (request, flow) => PerchStack.Reply(request, flow, 400);

        RawFromAlice(Wire.Request(method).Replace(right, wrong, StringComparison.Ordinal));

        Assert.Single(Network.Sent);
    }

    [Fact]
    public void Malformed_responses_and_responses_for_others_are_dropped()
    {
        AliceSends(SipMethod.Options);
        Network.Deliver();
        var answer = Wire.Response("200 OK", "z9hG4bKalice1", "OPTIONS");
        var twoVias = answer.Replace("From:", "Via: SIP/2.0/UDP 192.0.2.9\r\nFrom:", StringComparison.Ordinal);
        var noCallId = answer.Replace("Call-ID", "X-Call-ID", StringComparison.Ordinal);

        foreach (var wrong in new[] { twoVias, noCallId })
        {
            PerchChannel.Send(System.Text.Encoding.ASCII.GetBytes(wrong), AliceChannel.Local, default);
        }

        Network.Deliver();
        Assert.Empty(Alice.Heard);
    }
}

public sealed class WhenFull : IDisposable
{
    private readonly Perch.TestKit.Time.FakeClock _clock = new();
    private readonly SipStack _stack;
    private readonly TestKit.Network.FakeSipNetwork _network;
    private readonly TestKit.Network.FakeSipChannel _phone;
    private readonly TestKit.Network.FakeSipChannel _perch;

    public WhenFull()
    {
        _network = new(_clock);
        _stack = new(_clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance) { MaxServerTransactions = 1 };
        _stack.User = new RecordingUser(_stack);
        _phone = _network.Join("192.0.2.7:5060", _stack);
        _perch = _network.Join("192.0.2.1:5060", _stack);
    }

    [Fact]
    public void New_requests_are_answered_503_with_Retry_After_and_registrations_go_on()
    {
        Send(Wire.Request("INVITE", branch: "z9hG4bKone"));
        Send(Wire.Request("INVITE", cseq: 2, branch: "z9hG4bKtwo"));
        Send(Wire.Request("REGISTER", cseq: 3, branch: "z9hG4bKthree"));

        var refusal = Assert.Single(_network.Sent, sent => sent.StartLine == "SIP/2.0 503 Service Unavailable");
        Assert.Contains("\r\nRetry-After: ", refusal.Text, StringComparison.Ordinal);
        Assert.Equal(["INVITE", "REGISTER"], ((RecordingUser)_stack.User!).Heard);
    }

    [Fact]
    public void H5_a_call_for_help_passes_and_a_message_for_help_does_not()
    {
        ((RecordingUser)_stack.User!).ForHelp = _ => true;

        Send(Wire.Request("INVITE", branch: "z9hG4bKone"));
        Send(Wire.Request("INVITE", cseq: 2, branch: "z9hG4bKtwo"));
        Send(Wire.Request("MESSAGE", cseq: 3, branch: "z9hG4bKthree"));

        Assert.Single(_network.Sent, sent => sent.StartLine == "SIP/2.0 503 Service Unavailable");
        Assert.Equal(["INVITE", "INVITE"], ((RecordingUser)_stack.User!).Heard);
    }

    public void Dispose() => _stack.Dispose();

    private void Send(string message)
    {
        _phone.Send(System.Text.Encoding.ASCII.GetBytes(message), _perch.Local, default);
        _network.Deliver();
    }
}
