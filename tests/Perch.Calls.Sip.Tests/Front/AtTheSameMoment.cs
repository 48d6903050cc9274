using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Perch.TestKit.Time;
using Perch.Transport;
using Xunit;

namespace Perch.Calls.Sip.Tests.Front;

/// <summary>What other connections bring while an INVITE is being looked at.</summary>
public sealed class AtTheSameMoment : SmallOffice
{
    private readonly WatchedClock _clock;

    public AtTheSameMoment()
        : this(new())
    {
    }

    private AtTheSameMoment(WatchedClock clock)
        : base(clock) => _clock = clock;

    [Fact]
    public void A_CANCEL_that_comes_before_the_leg_stands_cancels_the_call()
    {
        // Transactions of before are over, so the next one is that of the INVITE.
        Pass(40);
        Assert.Equal(0, PerchStack.ServerTransactions);
        _clock.Looked = () =>
        {
            if (PerchStack.ServerTransactions == 1)
            {
                _clock.Looked = null;
                PerchStack.Receive(CancelOf(LastInvite()), Way());
            }
        };

        Alice.Dial("202");
        Settle();

        Assert.Null(_clock.Looked);
        Assert.Equal("487", Alice.Heard[^1]);
        Assert.False(Bob.IsRinging);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_CANCEL_of_a_change_that_is_not_looked_at_yet_leaves_the_call_alone()
    {
        Pass(40);
        Scenarios.Ring(this);
        _clock.Looked = () =>
        {
            if (PerchStack.ServerTransactions == 2)
            {
                _clock.Looked = null;
                PerchStack.Receive(CancelOf(LastInvite()), Way());
            }
        };

        Alice.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Assert.Null(_clock.Looked);
        Assert.True(Bob.IsRinging);
        Alice.CancelDialling();
        ShouldBeQuiet();
    }

    [Fact]
    public void An_INVITE_that_has_its_transaction_elsewhere_leaves_nothing_here()
    {
        Routing.Identified = () =>
        {
            Routing.Identified = null;
            PerchStack.Accept(LastInvite(), Way(), new Nobody());
        };

        Alice.Dial("202");
        Settle();

        Assert.Null(Routing.Identified);
        Assert.False(Bob.IsRinging);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_story_whose_port_was_closed_under_it_ends_its_call_without_a_bug()
    {
        Routing["300"] = async call =>
        {
            await call.AnswerAsync();
            throw new CallEndedException();
        };

        Alice.Dial("300");
        Until(() => Alice.Heard.Contains("BYE"), "the call ends");

        Assert.DoesNotContain("Reason: SIP;cause=500", Text(Alice.Incoming!.Request), StringComparison.Ordinal);
        ShouldBeQuiet();
    }

    private SipFlow Way() => new(PerchChannel, Alice.Address, PerchChannel.Local);

    private SipMessage LastInvite() =>
        Parsed(Network.Sent.Last(sent =>
            sent.From == Alice.Address && sent.StartLine.StartsWith("INVITE", StringComparison.Ordinal)).Text);

    private static SipMessage CancelOf(SipMessage invite)
    {
        var writer = new SipWriter();
        TransactionRequests.WriteCancel(writer, invite, null);

        return Parsed(System.Text.Encoding.UTF8.GetString(writer.Written));
    }

    private static SipMessage Parsed(string text)
    {
        var message = new SipMessage();
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Equal(SipRejection.None, message.Parse(bytes, 0, bytes.Length));

        return message;
    }

    private static string Text(SipMessage message) => System.Text.Encoding.UTF8.GetString(message.Bytes);

    /// <summary>Tells when somebody asks for the time, which a transaction does as soon as it stands.</summary>
    private sealed class WatchedClock : FakeClock
    {
        public Action? Looked { get; set; }

        public override long GetTimestamp()
        {
            Looked?.Invoke();

            return base.GetTimestamp();
        }
    }

    private sealed class Nobody : IServerUser
    {
        public void OnCancelled(ServerTransaction transaction)
        {
        }

        public void OnFailure(ServerTransaction transaction, TransactionEnd reason)
        {
        }
    }
}
