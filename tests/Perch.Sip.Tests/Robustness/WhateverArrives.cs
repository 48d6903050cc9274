using System.Text;
using CsCheck;
using Xunit;

namespace Perch.Sip.Tests.Robustness;

public sealed class WhateverArrives
{
    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 300];

    // Pieces that mean something to a parser, in an order that means nothing.
    private static readonly string[] Words =
    [
        "REGISTER ", "sip:", " SIP/2.0\r\n", "Via: ", "SIP/2.0/UDP ", "From: ", "To: ", "Call-ID: ", "CSeq: ", "1 REGISTER",
        "\r\n", "\r\n\r\n", "\n", " ", "\t", ";", ",", "\"", "\\", "<", ">", "[", "]", ":", "=", "tag=", ";branch=z9hG4bK",
        "Content-Length: ", "l:", "4294967296", "-1", "0", "%", "%4", "@", "?", "*", "\0", "\u00ff", "a", "SIP/2.0 200 OK\r\n"
    ];

    private static readonly Gen<string> Pieces = Gen.Int[0, Words.Length - 1].Select(index => Words[index]);

    [Fact]
    public void No_bytes_at_all_make_the_parser_throw() => Noise.Sample(ParseAndLookAtEverything, iter: 5_000);

    [Fact]
    public void No_heap_of_tokens_makes_the_parser_throw() =>
        Pieces.Array[0, 60].Sample(
            pieces => ParseAndLookAtEverything(Encoding.UTF8.GetBytes(string.Concat(pieces))), iter: 10_000);

    [Fact]
    public void No_message_with_something_foreign_in_it_makes_the_parser_throw() =>
        Gen.Select(Gen.Int[0, Wire.Register.Length], Gen.Int[0, 20], Pieces).Sample(
            (at, cut, piece) =>
            {
                var rest = Wire.Register[Math.Min(at + cut, Wire.Register.Length)..];
                ParseAndLookAtEverything(Encoding.UTF8.GetBytes(Wire.Register[..at] + piece + rest));
            },
            iter: 10_000);

    [Fact]
    public void No_value_can_add_a_header_to_what_we_write() =>
        Gen.String.Sample(value =>
        {
            var writer = new SipWriter();
            writer.RequestLine(SipMethod.Options, "sip:bob@perch.test"u8);
            writer.Header(HeaderId.Subject, value);
            writer.NoBody();
            var text = Encoding.UTF8.GetString(writer.Written);

            Assert.Equal(4, text.Split("\n").Length - 1);
        });

    private static void ParseAndLookAtEverything(byte[] bytes)
    {
        var message = new SipMessage();
        message.Parse(bytes, 0, bytes.Length);
        SipFraming.Read(bytes);

        foreach (var id in Enum.GetValues<HeaderId>())
        {
            foreach (var value in message.Values(id))
            {
                LookAt(value);
            }
        }

        if (SipUri.TryParse(message.RequestUri, out var uri))
        {
            uri.UserText();
        }

        if (message.CanBeAnswered)
        {
            var writer = new SipWriter();
            SipResponses.Start(writer, message, SipAddress.From(new(System.Net.IPAddress.Loopback, 5060)), 400, default, "t"u8);
        }
    }

    private static void LookAt(ReadOnlySpan<byte> value)
    {
        if (ViaValue.TryParse(value, out var via))
        {
            via.Parameters.Has("rport"u8);
        }

        if (NameAddr.TryParse(value, out var address))
        {
            address.DisplayText();
            address.Parameters.Has("tag"u8);
        }

        if (SipUri.TryParse(address.Uri, out var uri))
        {
            uri.UserText();
            uri.Parameters.Has("transport"u8);
        }
    }
}
