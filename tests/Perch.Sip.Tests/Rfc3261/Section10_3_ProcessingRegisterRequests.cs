using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section10_3_ProcessingRegisterRequests
{
    private const string Desk = "sip:alice@192.0.2.7:5060";
    private const string Mobile = "sip:alice@192.0.2.8:5060";

    private readonly List<Known> _known = [];
    private readonly RegisterDecision _decision = new();

    private int _maxBindings = 1;
    private uint _random;

    [Fact]
    public void A_new_contact_is_added()
    {
        Assert.Equal(["Add sip:alice@192.0.2.7:5060 3600"], Decide($"Contact: <{Desk}>", "Expires: 3600"));
    }

    [Fact]
    public void A_REGISTER_without_contacts_changes_nothing()
    {
        _known.Add(new(Desk, "old", 1));

        Assert.Empty(Decide());
    }

    [Fact]
    public void A_known_contact_is_refreshed_however_it_is_written()
    {
        _known.Add(new(Desk, "old", 9));

        Assert.Equal(["Refresh sip:alice@192.0.2.7:5060 3600"], Decide($"m: sIP:%61lice@192.0.2.7:5060;expires=3600"));
    }

    [Fact]
    public void The_contact_s_own_expires_comes_before_the_header_and_the_header_before_our_default()
    {
        _maxBindings = 3;

        Assert.Equal(
            ["Add sip:alice@192.0.2.7:5060 120", "Add sip:alice@192.0.2.8:5060 180"],
            Decide($"Contact: <{Desk}>;expires=120, <{Mobile}>", "Expires: 180"));
        Assert.Equal(["Add sip:alice@192.0.2.7:5060 600"], Decide($"Contact: <{Desk}>"));
    }

    [Theory]
    [InlineData("Expires: soon")]
    [InlineData("Expires: -1")]
    [InlineData("Expires: 99999999999")]
    public void An_expiry_that_cannot_be_read_counts_as_an_hour(string row)
    {
        Assert.Equal(["Add sip:alice@192.0.2.7:5060 3600"], Decide($"Contact: <{Desk}>", row));
    }

    [Fact]
    public void Expires_0_removes_the_contact_and_does_nothing_for_an_unknown_one()
    {
        _known.Add(new(Desk, "old", 1));

        Assert.Equal(["Remove sip:alice@192.0.2.7:5060 0"], Decide($"Contact: <{Desk}>;expires=0"));
        Assert.Empty(Decide($"Contact: <{Mobile}>;expires=0"));
    }

    [Fact]
    public void A_star_removes_every_binding()
    {
        _known.AddRange([new(Desk, "old", 1), new(Mobile, "other", 1)]);

        Assert.Equal(
            ["Remove sip:alice@192.0.2.7:5060 0", "Remove sip:alice@192.0.2.8:5060 0"], Decide("Contact: *", "Expires: 0"));
    }

    [Theory]
    [InlineData(RegisterOutcome.StarWithoutZero, "Contact: *")]
    [InlineData(RegisterOutcome.StarWithoutZero, "Contact: *", "Expires: 60")]
    [InlineData(RegisterOutcome.StarAmongOthers, "Contact: *", "Contact: <sip:alice@192.0.2.9>", "Expires: 0")]
    [InlineData(RegisterOutcome.StarAmongOthers, "Contact: <sip:alice@192.0.2.9>, *", "Expires: 0")]
    [InlineData(RegisterOutcome.MalformedContact, "Contact: <sip:alice@192.0.2.9")]
    [InlineData(RegisterOutcome.MalformedContact, "Contact: <alice>")]
    [InlineData(RegisterOutcome.MalformedContact, "Contact: <sip:alice@>")]
    public void What_makes_no_sense_is_400_and_changes_nothing(RegisterOutcome outcome, params string[] rows)
    {
        _known.Add(new(Desk, "old", 1));

        Assert.Empty(Decide(rows));
        Assert.Equal((outcome, 400), (_decision.Outcome, _decision.Outcome.Status()));
    }

    [Fact]
    public void A_late_REGISTER_fails_as_a_whole_though_another_contact_of_it_is_new()
    {
        _maxBindings = 2;
        _known.Add(new(Desk, "window-desk@192.0.2.7", 1));

        Assert.Empty(Decide($"Contact: <{Mobile}>, <{Desk}>"));
        Assert.Equal(500, _decision.Outcome.Status());
    }

    [Fact]
    public void A_late_star_fails_as_a_whole()
    {
        _known.AddRange([new(Mobile, "other", 1), new(Desk, "window-desk@192.0.2.7", 2)]);

        Assert.Empty(Decide("Contact: *", "Expires: 0"));
        Assert.Equal(500, _decision.Outcome.Status());
    }

    [Fact]
    public void After_a_restart_a_phone_counts_from_1_again_under_another_Call_ID()
    {
        _known.Add(new(Desk, "before the restart", 4711));

        Assert.Equal(["Refresh sip:alice@192.0.2.7:5060 600"], Decide($"Contact: <{Desk}>"));
    }

    [Fact]
    public void One_contact_for_too_short_a_time_spoils_them_all()
    {
        _maxBindings = 2;

        Assert.Empty(Decide($"Contact: <{Desk}>;expires=600, <{Mobile}>;expires=59"));
        Assert.Equal(423, _decision.Outcome.Status());
        Assert.Equal(2, Decide($"Contact: <{Desk}>;expires=600, <{Mobile}>;expires=60").Count);
    }

    [Theory]
    [InlineData(3600, 0, 3600)]
    [InlineData(3600, 1023, 3241)]
    [InlineData(60, 1023, 60)]
    [InlineData(66, 1023, 60)]
    [InlineData(86400, 0, 7200)]
    [InlineData(86400, 1023, 6481)]
    public void Ninety_to_a_hundred_percent_are_granted_but_never_under_a_minute(int asked, uint random, int granted)
    {
        _random = random;

        Assert.Equal([$"Add {Desk} {granted}"], Decide($"Contact: <{Desk}>;expires={asked}"));
    }

    [Fact]
    public void The_newest_binding_replaces_the_oldest()
    {
        _known.Add(new(Mobile, "old", 1));

        Assert.Equal(
            ["Add sip:alice@192.0.2.7:5060 600", "Displace sip:alice@192.0.2.8:5060 0"], Decide($"Contact: <{Desk}>"));
    }

    [Fact]
    public void Where_two_are_allowed_the_older_one_goes()
    {
        _maxBindings = 2;
        _known.AddRange([new(Mobile, "newer", 1), new("sip:alice@192.0.2.9", "older", 1)]);

        Assert.Equal(
            ["Add sip:alice@192.0.2.7:5060 600", "Displace sip:alice@192.0.2.9 0"], Decide($"Contact: <{Desk}>"));
    }

    [Fact]
    public void Of_one_REGISTER_with_too_many_contacts_the_first_stay()
    {
        Assert.Equal(["Add sip:alice@192.0.2.7:5060 600"], Decide($"Contact: <{Desk}>, <{Mobile}>"));
    }

    [Fact]
    public void A_late_REGISTER_does_not_displace_what_its_successor_brought()
    {
        _known.Add(new(Mobile, "window-desk@192.0.2.7", 2));

        Assert.Empty(Decide($"Contact: <{Desk}>"));
        Assert.Equal(500, _decision.Outcome.Status());
    }

    [Fact]
    public void A_contact_listed_twice_counts_as_it_is_listed_last()
    {
        _known.Add(new(Desk, "old", 1));

        Assert.Equal(["Remove sip:alice@192.0.2.7:5060 0"], Decide($"Contact: <{Desk}>, <{Desk}>;expires=0"));
        _known.Clear();
        Assert.Equal(["Add sip:alice@192.0.2.7:5060;x=y 120"], Decide($"Contact: <{Desk}>, <{Desk};x=y>;expires=120"));
    }

    [Fact]
    public void Sixteen_contacts_are_read_and_not_one_more()
    {
        _maxBindings = 20;
        var contacts = Enumerable.Range(1, 17).Select(host => $"<sip:alice@192.0.2.{host}>").ToArray();

        Assert.Equal(16, Decide($"Contact: {string.Join(", ", contacts[..16])}").Count);
        Assert.Empty(Decide($"Contact: {string.Join(", ", contacts)}"));
        Assert.Equal(RegisterOutcome.TooManyContacts, _decision.Outcome);
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        _known.Add(new(Desk, "old", 1));
        var register = Message($"Contact: <{Desk}>");
        var known = _known.ToArray<IBinding>();
        RegisterRules.Decide(register, known, new(60, 7200, 600, 1), 0, _decision);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RegisterRules.Decide(register, known, new(60, 7200, 600, 1), 0, _decision);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SipMessage Message(params string[] rows) => Wire.Parse(Wire.With(
        "Contact: <sip:alice@192.0.2.7:5060>\r\n", string.Concat(rows.Select(row => row + "\r\n"))));

    private List<string> Decide(params string[] rows)
    {
        var register = Message(rows);
        RegisterRules.Decide(register, _known.ToArray<IBinding>(), new(60, 7200, 600, _maxBindings), _random, _decision);
        List<string> changes = [];

        foreach (var change in _decision.Changes)
        {
            var uri = change.Known >= 0
                ? _known[change.Known].ContactUri
                : _decision.Contacts[change.Contact].UriIn(register);
            changes.Add($"{change.Kind} {uri.Ascii()} {change.Expires}");
        }

        return changes;
    }

    private sealed class Known(string contact, string callId, uint cseq) : IBinding
    {
        private readonly byte[] _contact = Encoding.ASCII.GetBytes(contact);
        private readonly byte[] _callId = Encoding.ASCII.GetBytes(callId);

        public ReadOnlySpan<byte> ContactUri => _contact;

        public ReadOnlySpan<byte> CallId => _callId;

        public uint CSeq => cseq;
    }
}
