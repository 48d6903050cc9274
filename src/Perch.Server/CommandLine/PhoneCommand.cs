using System.CommandLine;
using Perch.Phone;

namespace Perch.Server.CommandLine;

/// <summary><c>perch phone</c>: the options of <see cref="PhoneArguments"/>, and nothing else.</summary>
internal static class PhoneCommand
{
    public const string Name = "phone";

    private const string PasswordVariable = "PERCH_PHONE_PASSWORD";

    private static readonly Option<string> _server = new("--server")
    {
        Description = "Where Perch is (default: 127.0.0.1:5060).", HelpName = "HOST:PORT",
    };

    private static readonly Option<string> _user = new("--user")
    {
        Description = "The device's SIP user name.", HelpName = "NAME", Required = true,
    };

    private static readonly Option<string> _password = new("--password")
    {
        Description = $"Its SIP password; also taken from {PasswordVariable}.", HelpName = "PASSWORD",
    };

    private static readonly Option<string> _realm = new("--realm")
    {
        Description = "The account's domain (default: the server's host).", HelpName = "NAME",
    };

    private static readonly Option<string> _transport = new("--transport")
    {
        Description = "udp or tcp (default: udp).", HelpName = "udp|tcp",
    };

    private static readonly Option<string> _displayName = new("--display-name")
    {
        Description = "The name shown to whom it calls.", HelpName = "NAME",
    };

    private static readonly Option<string> _play = new("--play")
    {
        Description = "A WAV file that the other end hears.", HelpName = "FILE",
    };

    private static readonly Option<string> _record = new("--record")
    {
        Description = "A WAV file to write what the other end says to.", HelpName = "FILE",
    };

    private static readonly Option<string> _dial = new("--dial")
    {
        Description = "Dialled as soon as the phone is registered.", HelpName = "NUMBER",
    };

    private static readonly Option<bool> _autoAnswer = new("--auto-answer")
    {
        Description = "Answers every call at once.",
    };

    private static readonly Option<string> _script = new("--script")
    {
        Description = "Commands to run instead of a keyboard; - reads standard input.", HelpName = "FILE",
    };

    public static Command Make()
    {
        var command = new Command(Name, "A telephone in the terminal, to try and to test with.")
        {
            _server, _user, _password, _realm, _transport, _displayName, _play, _record, _dial, _autoAnswer, _script,
        };
        _transport.AcceptOnlyFromAmong("udp", "tcp");
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var password = parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(PasswordVariable);

        if (password is null)
        {
            await Console.Error.WriteLineAsync($"perch: give the phone's password with --password or {PasswordVariable}.");
            return PerchCommand.Usage;
        }

        var arguments = new PhoneArguments
        {
            Server = parsed.GetValue(_server) ?? "127.0.0.1:5060",
            User = parsed.GetValue(_user)!,
            Password = new(password),
            Realm = parsed.GetValue(_realm),
            Transport = parsed.GetValue(_transport) ?? "udp",
            DisplayName = parsed.GetValue(_displayName),
            Play = parsed.GetValue(_play),
            Record = parsed.GetValue(_record),
            Dial = parsed.GetValue(_dial),
            AutoAnswer = parsed.GetValue(_autoAnswer),
            Script = parsed.GetValue(_script),
        };

        return await Phone.PhoneCommand.RunAsync(arguments, PhoneConsole.OfProcess(), cancellation);
    }
}
