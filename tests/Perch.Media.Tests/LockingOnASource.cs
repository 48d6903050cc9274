using System.Net;
using CsCheck;
using Perch.TestKit.Time;

namespace Perch.Media.Tests;

/// <summary>
/// CVE-2017-14099 and CVE-2025-53399: a server that learned where to send from any packet let strangers hear a call
/// or speak into it.
/// </summary>
public sealed class LockingOnASource
{
    private static readonly PeerAddress Phone = PeerAddress.From(IPAddress.Parse("192.0.2.10"), 4000);
    private static readonly PeerAddress Nat = PeerAddress.From(IPAddress.Parse("198.51.100.7"), 61000);
    private static readonly PeerAddress Stranger = PeerAddress.From(IPAddress.Parse("203.0.113.66"), 4000);
    private readonly FakeClock _time = new();
    private readonly SourceLock _lock;

    public LockingOnASource() => _lock = new SourceLock(_time);

    [Fact]
    public void Once_the_signalled_address_was_heard_nobody_else_is()
    {
        _lock.Expect(Phone);
        Assert.NotEqual(SourceVerdict.Refused, _lock.Judge(Phone, 1));

        Assert.Equal(SourceVerdict.Refused, _lock.Judge(Stranger, 1));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SourceVerdict.Refused, _lock.Judge(Stranger, 1));
    }

    [Fact]
    public void A_phone_behind_nat_is_learned_once()
    {
        _lock.Expect(Phone);

        Assert.Equal(SourceVerdict.Learned, _lock.Judge(Nat, 1));
        Assert.Equal(SourceVerdict.Accepted, _lock.Judge(Nat, 1));
        Assert.Equal(SourceVerdict.Refused, _lock.Judge(Stranger, 1));
    }

    [Fact]
    public void The_signalled_address_takes_the_stream_back_from_one_that_was_only_first()
    {
        _lock.Expect(Phone);
        _lock.Judge(Stranger, 1);

        Assert.Equal(SourceVerdict.Learned, _lock.Judge(Phone, 2));
        Assert.Equal(SourceVerdict.Refused, _lock.Judge(Stranger, 1));
    }

    [Fact]
    public void Another_synchronization_source_beside_a_live_one_is_refused()
    {
        _lock.Expect(Phone);
        _lock.Judge(Phone, 1);

        Assert.Equal(SourceVerdict.Refused, _lock.Judge(Phone, 2));
    }

    [Fact]
    public void A_gateway_may_start_a_new_stream_after_the_old_one_fell_silent()
    {
        _lock.Expect(Phone);
        _lock.Judge(Phone, 1);
        _time.Advance(TimeSpan.FromMilliseconds(300));

        Assert.Equal(SourceVerdict.Accepted, _lock.Judge(Phone, 2));
    }

    [Fact]
    public void Signalling_opens_the_lock_again()
    {
        _lock.Expect(Phone);
        _lock.Judge(Phone, 1);

        _lock.Expect(Stranger);

        Assert.Equal(SourceVerdict.Learned, _lock.Judge(Stranger, 9));
    }

    [Fact]
    public void With_no_address_signalled_the_first_source_is_learned()
    {
        _lock.Expect(null);

        Assert.Equal(SourceVerdict.Learned, _lock.Judge(Nat, 1));
    }

    [Fact]
    public void Whatever_came_before_a_locked_phone_stays_heard() =>
        Gen.Int[0, 3].Array[0, 30].Sample(sources =>
        {
            var sourceLock = new SourceLock(new FakeClock());
            sourceLock.Expect(Phone);

            foreach (var source in sources)
            {
                sourceLock.Judge(source == 0 ? Stranger : Stranger.WithPort(5000 + source), (uint)source);
            }

            Assert.NotEqual(SourceVerdict.Refused, sourceLock.Judge(Phone, 77));
        });
}
