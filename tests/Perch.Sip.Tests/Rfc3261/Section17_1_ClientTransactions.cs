using Xunit;
using static Perch.Sip.Tests.Transactions;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section17_1_1_InviteClientTransaction
{
    private readonly InviteClientTransaction _udp = new(reliable: false, Timings);
    private readonly InviteClientTransaction _tcp = new(reliable: true, Timings);

    [Fact]
    public void Over_udp_the_INVITE_is_repeated_after_T1_2T1_and_4T1_without_a_bound()
    {
        Assert.Equal("B=32000 A=500 Send", After(_udp.Start));

        Assert.Equal("SendAgain A=1000", After(effects => _udp.Fire(TransactionTimer.A, effects)));
        Assert.Equal("SendAgain A=2000", After(effects => _udp.Fire(TransactionTimer.A, effects)));
        Assert.Equal("SendAgain A=4000", After(effects => _udp.Fire(TransactionTimer.A, effects)));
        Assert.Equal("SendAgain A=8000", After(effects => _udp.Fire(TransactionTimer.A, effects)));
    }

    [Fact]
    public void Over_tcp_nothing_is_repeated() => Assert.Equal("B=32000 Send", After(_tcp.Start));

    [Fact]
    public void Timer_B_ends_it_in_a_failure()
    {
        After(_udp.Start);

        Assert.Equal("Fail End", After(effects => _udp.Fire(TransactionTimer.B, effects)));
    }

    [Fact]
    public void A_provisional_response_stops_repeating_and_waiting()
    {
        After(_udp.Start);

        Assert.Equal("PassUp", After(effects => _udp.Receive(180, effects)));
        Assert.Equal("", After(effects => _udp.Fire(TransactionTimer.A, effects)));
        Assert.Equal("", After(effects => _udp.Fire(TransactionTimer.B, effects)));
        Assert.Equal("PassUp", After(effects => _udp.Receive(183, effects)));
    }

    [Fact]
    public void A_refusal_is_acknowledged_each_time_and_told_once()
    {
        After(_udp.Start);

        Assert.Equal("SendAutomatic PassUp D=32000", After(effects => _udp.Receive(486, effects)));
        Assert.Equal("SendAutomatic", After(effects => _udp.Receive(486, effects)));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.D, effects)));
        Assert.Equal("", After(effects => _udp.Receive(486, effects)));
    }

    [Fact]
    public void Over_tcp_a_refusal_ends_it_at_once()
    {
        After(_tcp.Start);

        Assert.Equal("SendAutomatic PassUp End", After(effects => _tcp.Receive(603, effects)));
    }

    [Fact]
    public void RFC_6026_a_2xx_and_its_repetitions_go_up_until_timer_M()
    {
        After(_udp.Start);

        Assert.Equal("M=32000 PassUp", After(effects => _udp.Receive(200, effects)));
        Assert.Equal("PassUp", After(effects => _udp.Receive(200, effects)));
        Assert.Equal("", After(effects => _udp.Receive(486, effects)));
        Assert.Equal("", After(effects => _udp.Receive(180, effects)));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.M, effects)));
    }

    [Fact]
    public void A_cancelled_INVITE_fails_when_nothing_final_comes()
    {
        After(_udp.Start);
        Assert.Equal("", After(_udp.Cancel));
        After(effects => _udp.Receive(180, effects));

        Assert.Equal("Cancelled=32000", After(_udp.Cancel));
        Assert.Equal("Fail End", After(effects => _udp.Fire(TransactionTimer.Cancelled, effects)));
    }

    [Fact]
    public void A_transport_failure_is_told_while_somebody_waits()
    {
        After(_udp.Start);

        Assert.Equal("Fail End", After(_udp.TransportFailed));
        Assert.Equal("", After(_udp.TransportFailed));
    }

    [Fact]
    public void A_transport_failure_of_the_ACK_only_ends_it()
    {
        After(_udp.Start);
        After(effects => _udp.Receive(486, effects));

        Assert.Equal("End", After(_udp.TransportFailed));
    }
}

public sealed class Section17_1_2_NonInviteClientTransaction
{
    private readonly NonInviteClientTransaction _udp = new(reliable: false, Timings);
    private readonly NonInviteClientTransaction _tcp = new(reliable: true, Timings);

    [Fact]
    public void Over_udp_it_is_repeated_at_intervals_that_double_up_to_T2()
    {
        Assert.Equal("F=32000 E=500 Send", After(_udp.Start));

        Assert.Equal("SendAgain E=1000", After(effects => _udp.Fire(TransactionTimer.E, effects)));
        Assert.Equal("SendAgain E=2000", After(effects => _udp.Fire(TransactionTimer.E, effects)));
        Assert.Equal("SendAgain E=4000", After(effects => _udp.Fire(TransactionTimer.E, effects)));
        Assert.Equal("SendAgain E=4000", After(effects => _udp.Fire(TransactionTimer.E, effects)));
    }

    [Fact]
    public void After_a_provisional_response_it_is_repeated_every_T2()
    {
        After(_udp.Start);

        Assert.Equal("PassUp", After(effects => _udp.Receive(100, effects)));
        Assert.Equal("SendAgain E=4000", After(effects => _udp.Fire(TransactionTimer.E, effects)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Timer_F_ends_it_in_a_failure(int provisional)
    {
        After(_udp.Start);
        After(effects => _udp.Receive(provisional == 0 ? 100 : provisional, effects));

        Assert.Equal("Fail End", After(effects => _udp.Fire(TransactionTimer.F, effects)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(603)]
    public void A_final_response_is_told_once_and_repetitions_are_absorbed_until_timer_K(int status)
    {
        After(_udp.Start);

        Assert.Equal("PassUp K=5000", After(effects => _udp.Receive(status, effects)));
        Assert.Equal("", After(effects => _udp.Receive(status, effects)));
        Assert.Equal("", After(effects => _udp.Fire(TransactionTimer.F, effects)));
        Assert.Equal("End", After(effects => _udp.Fire(TransactionTimer.K, effects)));
    }

    [Fact]
    public void Over_tcp_nothing_is_repeated_and_a_final_response_ends_it()
    {
        Assert.Equal("F=32000 Send", After(_tcp.Start));

        Assert.Equal("PassUp End", After(effects => _tcp.Receive(200, effects)));
    }
}
