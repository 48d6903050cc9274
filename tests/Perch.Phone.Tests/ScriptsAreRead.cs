using Xunit;

namespace Perch.Phone.Tests;

public sealed class ScriptsAreRead
{
    public static TheoryData<string, object> Commands => new()
    {
        { "register", new ScriptCommand.Register() },
        { "  Dial   *11 ", new ScriptCommand.Dial("*11") },
        { "expect answered 5s", new ScriptCommand.Expect(Expected.Answered, "", TimeSpan.FromSeconds(5)) },
        { "expect ringing", new ScriptCommand.Expect(Expected.Ringing, "", ScriptParser.UsualPatience) },
        { "expect ended", new ScriptCommand.Expect(Expected.Ended, "", ScriptParser.UsualPatience) },
        { "expect ended 486", new ScriptCommand.Expect(Expected.Ended, "486", ScriptParser.UsualPatience) },
        { "expect ended 486 2s", new ScriptCommand.Expect(Expected.Ended, "486", TimeSpan.FromSeconds(2)) },
        { "expect keys 12# 2s", new ScriptCommand.Expect(Expected.Keys, "12#", TimeSpan.FromSeconds(2)) },
        { "expect silence 1m", new ScriptCommand.Expect(Expected.Silence, "", TimeSpan.FromMinutes(1)) },
        { "send 1001#", new ScriptCommand.Send("1001#", DigitMethod.Negotiated) },
        { "send 5 info", new ScriptCommand.Send("5", DigitMethod.InfoRelay) },
        { "send 5 info-plain", new ScriptCommand.Send("5", DigitMethod.InfoPlain) },
        { "send 5 inband", new ScriptCommand.Send("5", DigitMethod.InBand) },
        { "wait 250ms", new ScriptCommand.Wait(TimeSpan.FromMilliseconds(250)) },
        { "wait 1.5s", new ScriptCommand.Wait(TimeSpan.FromSeconds(1.5)) },
        { "wait 2", new ScriptCommand.Wait(TimeSpan.FromSeconds(2)) },
        { "reject", new ScriptCommand.Reject(486) },
        { "reject decline", new ScriptCommand.Reject(603) },
        { "reject 480", new ScriptCommand.Reject(480) },
        { "redirect 204", new ScriptCommand.Redirect("204") },
        { "play hello.wav", new ScriptCommand.Play("hello.wav") },
        { "record heard.wav", new ScriptCommand.Record("heard.wav") },
        { "say now it rings", new ScriptCommand.Say("now it rings") },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_command_is_understood(string line, object command) =>
        Assert.Equal(command, ScriptParser.ParseLine(line).Command);

    [Theory]
    [InlineData("whistle", "'whistle' is no command")]
    [InlineData("dial", "needs a number")]
    [InlineData("dial 2 0 4", "needs a number")]
    [InlineData("hold it", "'it' is one word too many")]
    [InlineData("send 12x", "needs keys")]
    [InlineData("send 12 smoke", "needs keys")]
    [InlineData("wait", "needs a time")]
    [InlineData("wait long", "needs a time")]
    [InlineData("wait -1s", "needs a time")]
    [InlineData("reject 200", "needs nothing, 'busy'")]
    [InlineData("expect", "needs one of: registered, ringing")]
    [InlineData("expect rain", "needs one of: registered, ringing")]
    [InlineData("expect 3", "needs one of: registered, ringing")]
    [InlineData("expect answered soon", "'answered' is followed by a time")]
    [InlineData("expect keys", "'keys' is followed by keys")]
    public void What_is_not_understood_is_explained(string line, string expected)
    {
        var parsed = ScriptParser.ParseLine(line);

        Assert.Null(parsed.Command);
        Assert.Contains(expected, parsed.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_and_empty_lines_are_skipped_and_lines_keep_their_numbers()
    {
        var lines = ScriptParser.Parse(["# log in", "", "register", "\t", "dial *11"], out var fault);

        Assert.Null(fault);
        Assert.Equal([(3, "register"), (5, "dial *11")], lines.Select(line => (line.Number, line.Text)));
    }

    [Fact]
    public void The_first_line_that_is_wrong_is_named()
    {
        ScriptParser.Parse(["register", "ring the bell"], out var fault);

        Assert.StartsWith("line 2: ring the bell\n", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_help_text_is_a_script()
    {
        var example = PhoneCommand.Help[PhoneCommand.Help.IndexOf("Example:", StringComparison.Ordinal)..];

        Assert.Equal(12, ScriptParser.Parse(example.Split('\n').Skip(1), out var fault).Count);
        Assert.Null(fault);
    }
}
