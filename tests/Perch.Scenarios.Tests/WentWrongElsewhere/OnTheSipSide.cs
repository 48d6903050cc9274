using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Perch.Scenarios.Tests.Office;
using Perch.Sip;
using Perch.TestKit.Phones;
using Perch.Transport;

namespace Perch.Scenarios.Tests.WentWrongElsewhere;

/// <summary>
/// What went wrong in other telephone systems, by the rows of the list of twenty-nine that concern SIP, each tried on
/// the whole server.
/// </summary>
public sealed class OnTheSipSide : OfficeTest
{
    private const string WrongPassword = "not the password";

    /// <summary>Row 1: known and unknown users were answered differently.</summary>
    [Fact]
    public async Task Row_1_known_and_unknown_users_are_answered_alike()
    {
        using var known = await Pbx.RawPhoneAsync("window");
        using var guesses = Stranger("window");
        using var ghost = Stranger("nobody-of-that-name");

        Assert.Equal(await ShapeAsync(ghost, ghost.Register), await ShapeAsync(guesses, guesses.Register));
        Assert.Equal(
            await ShapeAsync(ghost, ghost.Invite("201", RawPhone.Sdp)),
            await ShapeAsync(guesses, guesses.Invite("201", RawPhone.Sdp)));
    }

    /// <summary>Row 10: a method was forgotten by the layer that authenticates.</summary>
    [Theory]
    [InlineData("MESSAGE")]
    [InlineData("SUBSCRIBE")]
    [InlineData("PUBLISH")]
    [InlineData("NOTIFY")]
    [InlineData("REFER")]
    [InlineData("INFO")]
    [InlineData("UPDATE")]
    [InlineData("PRACK")]
    [InlineData("BYE")]
    [InlineData("INVITE")]
    [InlineData("REGISTER")]
    [InlineData("RUN")]
    public async Task Row_10_no_method_is_served_without_digest(string method)
    {
        await Pbx.DeskAsync("window");
        using var stranger = Stranger("window");

        var answer = await stranger.AskAsync(Bare(stranger, method, $"sip:window@{Pbx.Realm}"));

        Assert.InRange(answer.StatusCode, 400, 499);
    }

    /// <summary>Row 12: two parsers disagreed on names and white space, and internal headers were taken from the wire.</summary>
    [Theory]
    [InlineData("P-Asserted-Identity: <sip:201@office.test>")]
    [InlineData("P-Asserted-Identity : <sip:201@office.test>")]
    [InlineData("Remote-Party-ID: \"The Boss\" <sip:201@office.test>;screen=yes")]
    [InlineData("X-Perch-User: 201")]
    public async Task Row_12_who_calls_is_never_taken_from_a_header(string row)
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        using var phone = await Pbx.RawPhoneAsync("lobby");

        await phone.AskAsync(phone.Invite("201", RawPhone.Sdp, row + "\r\n"));

        var call = await own.Phone.ShouldRingAsync();
        Assert.NotEqual("201", call.Number);
        Assert.NotEqual("The Boss", call.Name);
        Assert.DoesNotContain("201@", call.InviteHeader(HeaderId.PAssertedIdentity), StringComparison.Ordinal);
    }

    /// <summary>Row 14: one user's credentials registered another's line.</summary>
    [Fact]
    public async Task Row_14_nobody_registers_the_line_of_another()
    {
        var lobby = await Pbx.DeskAsync("lobby");
        using var window = await Pbx.RawPhoneAsync("window");

        var answer = await window.AskAsync(new(SipMethod.Register, $"sip:{Pbx.Realm}", turn =>
            $"REGISTER sip:{Pbx.Realm} SIP/2.0\r\n{window.Usual(turn, "lobby")}Expires: 3600\r\nContent-Length: 0\r\n\r\n"));

        Assert.Equal(403, answer.StatusCode);
        Assert.Single((await Pbx.Api.GetAsync($"/devices/{lobby.Id}"))["bindings"]!.AsArray());
    }

    /// <summary>Row 16: a REGISTER that was overheard was sent again by a thief.</summary>
    [Fact]
    public async Task Row_16_an_overheard_REGISTER_is_of_no_use_to_others()
    {
        using var window = await Pbx.RawPhoneAsync("window");
        var overheard = "";
        var answer = await window.AskAsync(new(SipMethod.Register, $"sip:{Pbx.Realm}", turn => overheard =
            $"REGISTER sip:{Pbx.Realm} SIP/2.0\r\n{window.Usual(turn, "window")}Expires: 3600\r\nContent-Length: 0\r\n\r\n"));
        Assert.Equal(200, answer.StatusCode);
        using var thief = new RawPhone("window", WrongPassword, Pbx.Server.Sip[0], SipProtocol.Udp, "127.0.0.2");
        using var twin = Stranger("window");

        await thief.SendAsync(overheard.Replace($"{window.Address}", $"{thief.Address}", StringComparison.Ordinal));
        Assert.Equal(401, (await thief.NextAsync()).StatusCode);

        // From behind the same NAT it looks like a repeated datagram, which is answered as before and changes nothing.
        await twin.SendAsync(overheard.Replace($"{window.Address}", $"{twin.Address}", StringComparison.Ordinal));
        await twin.NextAsync();

        var binding = Assert.Single((await Pbx.Api.ListAsync("/registrations")));
        Assert.Contains($"{window.Address}", (string)binding["contact"]!, StringComparison.Ordinal);
    }

    /// <summary>Row 20: strangers made the server keep something for each of their requests.</summary>
    [Fact]
    public async Task Row_20_a_flood_of_strangers_costs_no_state()
    {
        await Pbx.DeskAsync("window");
        var stack = Pbx.Server.Services.GetRequiredService<SipStack>();
        using var stranger = Stranger("window");

        for (var count = 0; count < 500; count++)
        {
            Assert.Equal(401, (await stranger.AskAsync(Bare(stranger, "INVITE", $"sip:201@{Pbx.Realm}"))).StatusCode);
        }

        Assert.Equal(0, stack.ServerTransactions);
        Assert.Empty(await Pbx.Api.ListAsync("/calls"));
    }

    /// <summary>Row 22: a message crashed the parser. After each of these the server still serves.</summary>
    [Theory]
    [InlineData("CSeq: 1 INVITEINVITEINVITEINVITEINVITEINVITEINVITEINVITEINVITEINVITEINVITE\r\n")]
    [InlineData("CSeq: 99999999999999999999 INVITE\r\n")]
    [InlineData("To: <sip:201@office.test>;tag=\r\nTo: <sip:202@office.test>\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Via: ;;;\r\nVia: SIP\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Authorization: Digest username\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Authorization: Digest \",\"=\",,,nc=ffffffffffffffffff\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Authorization: Basic YWRtaW46YWRtaW4=\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Content-Length: -1\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Content-Length: 4294967297\r\nCSeq: 1 INVITE\r\n")]
    [InlineData("Contact: <sip:[::1@[:::]>;;;=\r\nCSeq: 1 INVITE\r\n")]
    public async Task Row_22_a_malformed_message_is_refused_or_ignored(string rows)
    {
        var desk = await Pbx.DeskAsync("window");
        using var stranger = Stranger("window");
        var many = string.Concat(Enumerable.Repeat("Accept: application/sdp\r\n", 100));
        var turn = new RawPhone.Turn("INVITE", "z9hG4bKrow22", "row22", "t", 1, "");
        var usual = stranger.Usual(turn, "201").Replace("CSeq: 1 INVITE\r\n", rows + many, StringComparison.Ordinal);

        await stranger.SendAsync($"INVITE sip:201@{Pbx.Realm} SIP/2.0\r\n{usual}Content-Length: 0\r\n\r\n");
        await desk.Phone.RegisterAsync();

        Assert.Empty(await Pbx.Api.ListAsync("/calls"));
    }

    /// <summary>Row 23: bodies inside bodies inside bodies.</summary>
    [Fact]
    public async Task Row_23_a_body_nested_too_deep_is_refused()
    {
        using var phone = await Pbx.RawPhoneAsync("window");
        var body = new StringBuilder();

        for (var depth = 0; depth < 40; depth++)
        {
            body.Append($"--b{depth}\r\nContent-Type: multipart/mixed;boundary=b{depth + 1}\r\n\r\n");
        }

        var text = body.ToString();
        var answer = await phone.AskAsync(new(SipMethod.Invite, $"sip:201@{Pbx.Realm}", turn =>
            $"INVITE sip:201@{Pbx.Realm} SIP/2.0\r\n{phone.Usual(turn, "201")}"
            + $"Content-Type: multipart/mixed;boundary=b0\r\nContent-Length: {text.Length}\r\n\r\n{text}"));

        Assert.InRange(answer.StatusCode, 400, 499);
    }

    /// <summary>Row 27: requests for others were passed on, and strangers got long answers to short questions.</summary>
    [Fact]
    public async Task Row_27_nothing_is_passed_on_to_others()
    {
        using var victim = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        using var phone = await Pbx.RawPhoneAsync("window");
        var elsewhere = $"{victim.Client.LocalEndPoint}";

        foreach (var uri in (string[])[$"sip:201@{elsewhere}", $"sip:201@{Pbx.Realm};maddr=127.0.0.1", "sip:201@elsewhere.test"])
        {
            var answer = await phone.AskAsync(new(SipMethod.Invite, uri, turn =>
                $"INVITE {uri} SIP/2.0\r\n{phone.Usual(turn, "201")}Route: <sip:{elsewhere};lr>\r\n"
                + $"Content-Type: application/sdp\r\nContent-Length: {RawPhone.Sdp.Length}\r\n\r\n{RawPhone.Sdp}"));

            // In our own domain it is our number, and somebody may hear that nobody is there.
            Assert.NotInRange(answer.StatusCode, 200, 299);
        }

        Assert.Equal(0, victim.Available);
    }

    /// <summary>Row 27, the other half.</summary>
    [Fact]
    public async Task Row_27_a_stranger_gets_at_most_four_times_what_it_sent()
    {
        using var stranger = Stranger("window");
        var sent = 0;

        var answer = await stranger.AskAsync(new(SipMethod.Register, $"sip:{Pbx.Realm}", turn =>
        {
            var text = $"REGISTER sip:{Pbx.Realm} SIP/2.0\r\n{stranger.Usual(turn, "window")}Content-Length: 0\r\n\r\n";
            sent = sent == 0 ? text.Length : sent;

            return text;
        }));

        Assert.Equal(401, answer.StatusCode);
        Assert.InRange(answer.Bytes.Length, 1, 4 * sent);
    }

    private RawPhone Stranger(string username) => new(username, WrongPassword, Pbx.Server.Sip[0], SipProtocol.Udp);

    private static RawPhone.Question Bare(RawPhone phone, string method, string uri) => new(SipMethod.Unknown, uri, turn =>
        $"{method} {uri} SIP/2.0\r\n"
        + phone.Usual(turn with { Method = method, Authorization = "" }, "window") + "Content-Length: 0\r\n\r\n");

    /// <summary>Status, phrase and the names of the headers in their order, of the challenge and of what follows a wrong answer.</summary>
    private static async Task<string> ShapeAsync(RawPhone phone, RawPhone.Question question)
    {
        var answer = await phone.AskAsync(question);
        var rows = Encoding.UTF8.GetString(answer.Bytes).Split("\r\n");

        return string.Join('|', [rows[0], .. rows.Skip(1).Select(row => row.Split(':')[0])]);
    }
}
