using Xunit;
using static Perch.Sip.Tests.Transactions;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section17_2_1_InviteServerTransaction
{
    private readonly InviteServerTransaction _udp = new(reliable: false, Timings);
    private readonly InviteServerTransaction _tcp = new(reliable: true, Timings);

    [Fact]
    public void It_says_100_after_200_ms()
    {
        Assert.Equal("Trying=200", After(_udp.Start));

        Assert.Equal("SendAutomatic", After(effects => _udp.Fire(TransactionTimer.Trying, effects)));
    }

    [Fact]
    public void It_keeps_quiet_where_the_user_was_quicker()
    {
        After(_udp.Start);

        Assert.Equal("Send", After(effects => _udp.Respond(180, effects)));
        Assert.Equal("", After(effects => _udp.Fire(TransactionTimer.Trying, effects)));
    }

    [Fact]
    public void A_repeated_INVITE_gets_the_last_provisional_response_again()
    {
        After(_udp.Start);
        Assert.Equal("SendAutomatic", After(_udp.Receive));
        After(effects => _udp.Respond(180, effects));

        Assert.Equal("SendAgain", After(_udp.Receive));
    }

    [Fact]
    public void A_refusal_is_repeated_up_to_T2_until_the_ACK()
    {
        After(_udp.Start);

        Assert.Equal("H=32000 G=500 Send", After(effects => _udp.Respond(486, effects)));
        Assert.Equal("SendAgain G=1000", After(effects => _udp.Fire(TransactionTimer.G, effects)));
        Assert.Equal("SendAgain G=2000", After(effects => _udp.Fire(TransactionTimer.G, effects)));
        Assert.Equal("SendAgain G=4000", After(effects => _udp.Fire(TransactionTimer.G, effects)));
        Assert.Equal("SendAgain G=4000", After(effects => _udp.Fire(TransactionTimer.G, effects)));
        Assert.Equal("SendAgain", After(_udp.Receive));
        Assert.Equal("I=5000", After(effects => Assert.True(_udp.ReceiveAck(effects))));
        Assert.Equal("", After(effects => _udp.Fire(TransactionTimer.G, effects)));
        Assert.Equal("", After(effects => Assert.True(_udp.ReceiveAck(effects))));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.I, effects)));
    }

    [Fact]
    public void Without_an_ACK_timer_H_ends_it_in_a_failure()
    {
        After(_udp.Start);
        After(effects => _udp.Respond(486, effects));

        Assert.Equal("Fail End", After(effects => _udp.Fire(TransactionTimer.H, effects)));
    }

    [Fact]
    public void Over_tcp_a_refusal_is_sent_once_and_the_ACK_ends_it()
    {
        After(_tcp.Start);

        Assert.Equal("H=32000 Send", After(effects => _tcp.Respond(486, effects)));
        Assert.Equal("End", After(effects => _tcp.ReceiveAck(effects)));
    }

    [Fact]
    public void RFC_6026_after_a_2xx_INVITEs_are_absorbed_and_the_user_repeats_it()
    {
        After(_udp.Start);

        Assert.Equal("L=32000 Send", After(effects => _udp.Respond(200, effects)));
        Assert.Equal("", After(_udp.Receive));
        Assert.Equal("Send", After(effects => Assert.True(_udp.Respond(200, effects))));
        Assert.Equal("", After(effects => Assert.False(_udp.ReceiveAck(effects))));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.L, effects)));
    }

    [Theory]
    [InlineData(200, 486)]
    [InlineData(200, 180)]
    [InlineData(486, 200)]
    [InlineData(486, 487)]
    public void Another_answer_after_the_final_one_is_too_late(int first, int second)
    {
        After(_udp.Start);
        After(effects => _udp.Respond(first, effects));

        Assert.Equal("", After(effects => Assert.False(_udp.Respond(second, effects))));
    }
}

public sealed class Section17_2_2_NonInviteServerTransaction
{
    private readonly NonInviteServerTransaction _udp = new(reliable: false, Timings);
    private readonly NonInviteServerTransaction _tcp = new(reliable: true, Timings);

    [Fact]
    public void Before_an_answer_repetitions_are_absorbed()
    {
        After(_udp.Start);

        Assert.Equal("", After(_udp.Receive));
    }

    [Fact]
    public void A_repetition_gets_the_last_answer_again_until_timer_J()
    {
        After(_udp.Start);
        Assert.Equal("Send", After(effects => _udp.Respond(100, effects)));
        Assert.Equal("SendAgain", After(_udp.Receive));

        Assert.Equal("Send J=32000", After(effects => _udp.Respond(200, effects)));
        Assert.Equal("SendAgain", After(_udp.Receive));
        Assert.Equal("", After(effects => Assert.False(_udp.Respond(500, effects))));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.J, effects)));
    }

    [Fact]
    public void Over_tcp_the_answer_ends_it()
    {
        After(_tcp.Start);

        Assert.Equal("Send End", After(effects => _tcp.Respond(200, effects)));
    }

    [Fact]
    public void An_answer_that_never_comes_is_not_waited_for_beyond_64_T1()
    {
        Assert.Equal("J=32000", After(_udp.Start));

        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.J, effects)));
    }
}
