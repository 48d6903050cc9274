using System.Globalization;

namespace Perch.Phone;

/// <summary>A line of a script that was understood.</summary>
/// <param name="Number">From 1.</param>
internal sealed record ScriptLine(int Number, string Text, ScriptCommand Command);

/// <summary>What came of reading one line: a command, or what is wrong with it; neither for an empty line.</summary>
internal readonly record struct ParsedLine(ScriptCommand? Command, string? Fault);

/// <summary>Reads scripts. Pure.</summary>
internal static class ScriptParser
{
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    private const string Seconds = "a time such as 5s, 500ms or 1m";

    /// <summary>Reads a whole script; on a fault the lines are empty and it says which line and why.</summary>
    public static IReadOnlyList<ScriptLine> Parse(IEnumerable<string> text, out string? fault)
    {
        var lines = new List<ScriptLine>();
        fault = null;

        foreach (var (number, line) in text.Select((line, index) => (index + 1, line)))
        {
            var parsed = ParseLine(line);

            if (parsed.Fault is not null)
            {
                fault = $"line {number}: {line.Trim()}\n  {parsed.Fault}";
                return [];
            }

            if (parsed.Command is not null)
            {
                lines.Add(new(number, line.Trim(), parsed.Command));
            }
        }

        return lines;
    }

    /// <summary>Words are separated by spaces; a line that begins with # is a remark.</summary>
    public static ParsedLine ParseLine(string line)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

        if (words.Length == 0 || words[0].StartsWith('#'))
        {
            return default;
        }

        var rest = words[1..];

        return words[0].ToLowerInvariant() switch
        {
            "register" => Bare(rest, new ScriptCommand.Register()),
            "unregister" => Bare(rest, new ScriptCommand.Unregister()),
            "answer" => Bare(rest, new ScriptCommand.Answer()),
            "early" => Bare(rest, new ScriptCommand.EarlyMedia()),
            "hangup" => Bare(rest, new ScriptCommand.HangUp()),
            "hold" => Bare(rest, new ScriptCommand.Hold()),
            "resume" => Bare(rest, new ScriptCommand.Resume()),
            "stop-recording" => Bare(rest, new ScriptCommand.StopRecording()),
            "dial" => One(rest, "a number", number => new ScriptCommand.Dial(number)),
            "redirect" => One(rest, "a number", number => new ScriptCommand.Redirect(number)),
            "play" => One(rest, "a WAV file", file => new ScriptCommand.Play(file)),
            "record" => One(rest, "a WAV file", file => new ScriptCommand.Record(file)),
            "say" => new(new ScriptCommand.Say(string.Join(' ', rest)), null),
            "wait" => ParseWait(rest),
            "reject" => ParseReject(rest),
            "send" => ParseSend(rest),
            "expect" => ParseExpect(rest),
            _ => new(null, $"'{words[0]}' is no command; 'perch phone --help' lists them"),
        };
    }

    /// <summary><c>500ms</c>, <c>5s</c>, <c>1m</c>, or seconds without a unit.</summary>
    public static TimeSpan? ParseTime(string text)
    {
        var (number, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 0.001),
            _ when text.EndsWith('s') => (text[..^1], 1.0),
            _ when text.EndsWith('m') => (text[..^1], 60.0),
            _ => (text, 1.0),
        };

        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * unit <= 86400
            ? TimeSpan.FromSeconds(value * unit)
            : null;
    }

    private static ParsedLine Bare(string[] rest, ScriptCommand command) =>
        rest.Length == 0 ? new(command, null) : new(null, $"'{rest[0]}' is one word too many");

    private static ParsedLine One(string[] rest, string what, Func<string, ScriptCommand> command) =>
        rest.Length == 1 ? new(command(rest[0]), null) : new(null, $"needs {what} and nothing else");

    private static ParsedLine ParseWait(string[] rest) =>
        rest.Length == 1 && ParseTime(rest[0]) is { } duration
            ? new(new ScriptCommand.Wait(duration), null)
            : new(null, "needs " + Seconds);

    private static ParsedLine ParseReject(string[] rest) => rest switch
    {
        [] or ["busy"] => new(new ScriptCommand.Reject(486), null),
        ["decline"] => new(new ScriptCommand.Reject(603), null),
        [var text] when int.TryParse(text, out var status) && status is >= 400 and < 700 =>
            new(new ScriptCommand.Reject(status), null),
        _ => new(null, "needs nothing, 'busy', 'decline' or a status from 400 to 699"),
    };

    private static ParsedLine ParseSend(string[] rest)
    {
        DigitMethod? method = rest.ElementAtOrDefault(1) switch
        {
            null => DigitMethod.Negotiated,
            "info" => DigitMethod.InfoRelay,
            "info-plain" => DigitMethod.InfoPlain,
            "inband" => DigitMethod.InBand,
            _ => null,
        };

        return rest.Length is 1 or 2 && method is not null && rest[0].All(IsKey)
            ? new(new ScriptCommand.Send(rest[0], method.Value), null)
            : new(null, "needs keys (0-9 * # A-D), and may say 'info', 'info-plain' or 'inband'");
    }

    private static ParsedLine ParseExpect(string[] rest)
    {
        if (rest.Length == 0 || char.IsDigit(rest[0][0]) || !Enum.TryParse<Expected>(rest[0], true, out var what))
        {
            var words = string.Join(", ", Enum.GetNames<Expected>()).ToLowerInvariant();

            return new(null, $"needs one of: {words}");
        }

        var takesDetail = what == Expected.Keys || (what == Expected.Ended && IsStatus(rest.ElementAtOrDefault(1)));
        var times = rest.Skip(takesDetail ? 2 : 1).ToArray();
        var within = times.Length == 0 ? UsualPatience : ParseTime(times[0]);

        return within is null || times.Length > 1 || (takesDetail && rest.Length < 2)
            ? new(null, $"'{rest[0]}' is followed by {(what == Expected.Keys ? "keys and " : "")}{Seconds}, or nothing")
            : new(new ScriptCommand.Expect(what, takesDetail ? rest[1] : "", within.Value), null);
    }

    private static bool IsKey(char key) => "0123456789*#ABCDabcd".Contains(key, StringComparison.Ordinal);

    private static bool IsStatus(string? word) => word is { Length: 3 } && word.All(char.IsAsciiDigit);
}
