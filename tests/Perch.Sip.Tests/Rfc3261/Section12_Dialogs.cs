using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3261;

public sealed class Section12_Dialogs
{
    private static readonly byte[] OurTag = "ours"u8.ToArray();

    [Fact]
    public void Section_12_1_1_The_called_side_takes_route_set_in_order_and_target_from_Contact()
    {
        var dialog = Dialog.FromRequest(Invite(
            "Record-Route: <sip:p2;lr>, <sip:p1;lr>\r\nContact: <sip:alice@192.0.2.7>\r\n"), OurTag)!;

        Assert.Equal(["<sip:p2;lr>", "<sip:p1;lr>"], dialog.RouteSet.Select(Text));
        Assert.Equal("sip:alice@192.0.2.7", Text(dialog.RemoteTarget));
        Assert.Equal(("ours", "a1", DialogState.Early), (Text(dialog.LocalTag), Text(dialog.RemoteTag), dialog.State));
    }

    [Fact]
    public void Section_12_1_1_An_INVITE_without_a_usable_Contact_makes_no_dialog()
    {
        Assert.Null(Dialog.FromRequest(Invite(""), OurTag));
        Assert.Null(Dialog.FromRequest(Invite("Contact: <tel:+15550100>\r\n"), OurTag));
    }

    [Fact]
    public void Section_12_1_2_The_calling_side_reverses_the_route_set()
    {
        var dialog = Dialog.FromResponse(Response(
            "200 OK", "Record-Route: <sip:p1;lr>\r\nRecord-Route: <sip:p2;lr>\r\nContact: <sip:bob@192.0.2.8>\r\n"), "sip:bob@pbx"u8);

        Assert.Equal(["<sip:p2;lr>", "<sip:p1;lr>"], dialog.RouteSet.Select(Text));
        Assert.Equal(("a1", "b1", DialogState.Confirmed), (Text(dialog.LocalTag), Text(dialog.RemoteTag), dialog.State));
    }

    [Fact]
    public void Section_12_1_2_Without_a_Contact_requests_go_where_the_first_one_went()
    {
        var dialog = Dialog.FromResponse(Response("180 Ringing", ""), "sip:bob@192.0.2.8"u8);

        Assert.Equal("sip:bob@192.0.2.8", Text(dialog.RemoteTarget));
        Assert.Equal(DialogState.Early, dialog.State);
    }

    [Fact]
    public void Section_12_2_1_1_A_request_carries_the_tags_the_next_number_and_the_routes()
    {
        var dialog = Dialog.FromRequest(Invite(
            "Record-Route: <sip:p2;lr>\r\nContact: <sip:alice@192.0.2.7>\r\n"), OurTag)!;

        var bye = Write(dialog, SipMethod.Bye);

        Assert.StartsWith("BYE sip:alice@192.0.2.7 SIP/2.0\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nFrom: <sip:100@pbx>;tag=ours\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nTo: \"Alice\" <sip:alice@pbx>;tag=a1\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nCSeq: 1 BYE\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nRoute: <sip:p2;lr>\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nMax-Forwards: 70\r\n", bye, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_12_2_1_1_A_strict_router_gets_the_request_line_and_the_target_goes_last()
    {
        var dialog = Dialog.FromRequest(Invite(
            "Record-Route: <sip:strict>, <sip:p1;lr>\r\nContact: <sip:alice@192.0.2.7>\r\n"), OurTag)!;

        var bye = Write(dialog, SipMethod.Bye);

        Assert.StartsWith("BYE sip:strict SIP/2.0\r\n", bye, StringComparison.Ordinal);
        Assert.Contains("\r\nRoute: <sip:p1;lr>\r\nRoute: <sip:alice@192.0.2.7>\r\n", bye, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_12_2_1_1_Numbers_go_on_from_the_INVITE_and_an_ACK_repeats_its_number()
    {
        var dialog = Dialog.FromResponse(Response("200 OK", "Contact: <sip:bob@192.0.2.8>\r\n"), "sip:bob@pbx"u8);

        Assert.Contains("CSeq: 1 ACK\r\n", Write(dialog, SipMethod.Ack, 1), StringComparison.Ordinal);
        Assert.Equal(2u, dialog.NextCSeq());
        Assert.Equal(3u, dialog.NextCSeq());
    }

    [Fact]
    public void Section_12_2_2_A_lower_number_than_the_last_is_out_of_order()
    {
        var dialog = Dialog.FromRequest(Invite("Contact: <sip:alice@192.0.2.7>\r\n", cseq: 7), OurTag)!;

        Assert.False(dialog.TakesInOrder(DialogWire.Request("BYE", 6)));
        Assert.True(dialog.TakesInOrder(DialogWire.Request("BYE", 9)));
        Assert.False(dialog.TakesInOrder(DialogWire.Request("BYE", 8)));
    }

    [Fact]
    public void Section_12_2_Only_INVITE_and_UPDATE_move_the_target()
    {
        var dialog = Dialog.FromRequest(Invite("Contact: <sip:alice@192.0.2.7>\r\n"), OurTag)!;

        dialog.RefreshTarget(DialogWire.Request("INFO", 2, extra: "Contact: <sip:mallory@192.0.2.66>\r\n"));
        Assert.Equal("sip:alice@192.0.2.7", Text(dialog.RemoteTarget));

        dialog.RefreshTarget(DialogWire.Request("UPDATE", 3, extra: "Contact: <sip:alice@192.0.2.9>\r\n"));
        Assert.Equal("sip:alice@192.0.2.9", Text(dialog.RemoteTarget));
    }

    [Fact]
    public void Section_12_2_A_message_belongs_only_with_both_tags_and_the_Call_ID()
    {
        var dialog = Dialog.FromRequest(Invite("Contact: <sip:alice@192.0.2.7>\r\n"), OurTag)!;

        Assert.True(dialog.Owns(DialogWire.Request("BYE", 2, toTag: "ours")));
        Assert.False(dialog.Owns(DialogWire.Request("BYE", 2, toTag: "other")));
        Assert.False(dialog.Owns(DialogWire.Request("BYE", 2, toTag: "ours", fromTag: "a2")));
    }

    [Fact]
    public void Section_14_1_After_a_glare_the_caller_waits_2_1_to_4_s_and_the_other_at_most_2()
    {
        foreach (var random in (uint[])[0, 1, 190, 191, 200, 4711, uint.MaxValue])
        {
            Assert.InRange(OfferAnswerState.GlareWait(true, random).TotalSeconds, 2.1, 4.0);
            Assert.InRange(OfferAnswerState.GlareWait(false, random).TotalSeconds, 0, 2.0);
        }
    }

    [Fact]
    public void Section_14_2_A_second_change_is_too_early_and_one_against_ours_is_a_glare()
    {
        var state = new OfferAnswerState();

        Assert.Equal(ChangeVerdict.Accepted, state.StartTheirs());
        Assert.Equal(ChangeVerdict.TooEarly, state.StartTheirs());
        state.EndTheirs();
        state.StartOurs();
        Assert.Equal(ChangeVerdict.Glare, state.StartTheirs());
        Assert.False(state.MayStart);
    }

    private static SipMessage Invite(string extra, uint cseq = 1) => DialogWire.Request("INVITE", cseq, extra: extra);

    private static SipMessage Response(string status, string extra) =>
        DialogWire.Response(status, extra);

    private static string Write(Dialog dialog, SipMethod method, uint? cseq = null)
    {
        var writer = new SipWriter();
        var sentBy = new SipAddress([192, 0, 2, 1], 5060);
        dialog.WriteRequest(writer, method, cseq ?? dialog.NextCSeq(), new("UDP"u8, sentBy, "z9hG4bKy"u8));
        writer.NoBody();

        return Text(writer.Written);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
