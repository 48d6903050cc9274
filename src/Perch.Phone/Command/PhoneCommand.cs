using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Media;

namespace Perch.Phone;

/// <summary><c>perch phone</c>: a telephone in the terminal, or one that follows a script.</summary>
public static class PhoneCommand
{
    private const int SipPort = 5060;
    private const int Failure = 1;
    private const int Usage = 2;
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    /// <summary>What <c>perch phone --help</c> says beside the options.</summary>
    public static string Help => PhoneHelp.Text;

    /// <summary>
    /// Runs until the user quits or the script ends. Returns the exit status: 0, or with a message on
    /// <see cref="PhoneConsole.Error"/> 1 for a failure, and 2 where the arguments cannot be meant.
    /// </summary>
    public static async Task<int> RunAsync(
        PhoneArguments arguments, PhoneConsole console, CancellationToken cancellation = default)
    {
        // The phone's news and the answers to commands come from different threads.
        console = console with { Out = TextWriter.Synchronized(console.Out) };

        if (TryPrepare(arguments, console, out var session) is { } misuse)
        {
            await console.Error.WriteLineAsync($"perch: {misuse}");
            return Usage;
        }

        var fault = await RunAsync(session, cancellation);

        if (fault is not null)
        {
            await console.Error.WriteLineAsync(fault);
        }

        return fault is null ? 0 : Failure;
    }

    /// <summary>Null when all that was named is there and makes sense, else what is wrong.</summary>
    private static string? TryPrepare(PhoneArguments arguments, PhoneConsole console, out Session session)
    {
        session = new(arguments, console, null, null);

        if (arguments.Transport is not ("udp" or "tcp"))
        {
            return $"--transport is udp or tcp, not '{arguments.Transport}'.";
        }

        if (arguments.Play is not null)
        {
            if (Sounds.TryLoad(arguments.Play, out var play) is { } noSound)
            {
                return $"--play: {noSound}.";
            }

            session = session with { Play = play };
        }

        var fault = TryReadScript(arguments, console, out var script);
        session = session with { Script = script };

        return fault;
    }

    private static async Task<string?> RunAsync(Session session, CancellationToken cancellation)
    {
        var arguments = session.Arguments;

        if (await ResolveAsync(arguments.Server, cancellation) is not { } server)
        {
            return $"perch: there is no server '{arguments.Server}': give --server as HOST or HOST:PORT.";
        }

        using var media = new MediaEngine(
            new() { FirstPort = 30000, LastPort = 39999, EmergencyPairs = 0 }, TimeProvider.System, NullLoggerFactory.Instance);
        using var phone = new SipPhone(OptionsOf(arguments), LinkTo(server, arguments.Transport), media);

        return await RunAsync(phone, session, cancellation);
    }

    private static async Task<string?> RunAsync(SipPhone phone, Session session, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var screen = new PhoneScreen(phone, session.Console);
        var attendant = new CallAttendant(phone, session.Play, session.Arguments.Record, screen.Say);
        var attending = attendant.RunAsync(stopping.Token);

        try
        {
            return session.Script is { } script
                ? await new ScriptRunner(phone, session.Console.Out, TimeProvider.System).RunAsync(script, stopping.Token)
                : await screen.RunAsync(session.Arguments.Dial, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return session.Script is null ? null : "stopped before the script ended";
        }
        finally
        {
            await SayFarewellAsync(phone);
            await stopping.CancelAsync();
            await attending;
        }
    }

    /// <summary>Ends the call and takes the binding away, but does not wait long for a server that is gone.</summary>
    private static async Task SayFarewellAsync(SipPhone phone)
    {
        using var patience = new CancellationTokenSource(FarewellPatience, TimeProvider.System);

        try
        {
            foreach (var call in phone.Calls)
            {
                call.HangUp();
                await call.WaitForEndAsync(patience.Token);
            }

            if (phone.Registration.State == RegistrationState.Registered)
            {
                await phone.Registration.UnregisterAsync(patience.Token);
            }

            await (phone.LastCall?.Recorded ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // The server is gone, and will find out by itself.
        }
    }

    private static string? TryReadScript(
        PhoneArguments arguments, PhoneConsole console, out IReadOnlyList<ScriptLine>? script)
    {
        script = null;

        if (arguments.Script is null)
        {
            return null;
        }

        try
        {
            var text = arguments.Script == "-" ? console.In.ReadToEnd() : File.ReadAllText(arguments.Script);
            script = ScriptParser.Parse(text.ReplaceLineEndings("\n").Split('\n'), out var fault);

            return fault;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"--script: {FileFaults.Describe(arguments.Script, failure)}. Name a file of commands, or - to type them.";
        }
    }

    private static PhoneOptions OptionsOf(PhoneArguments arguments) => new()
    {
        User = arguments.User,
        Password = arguments.Password,
        Realm = arguments.Realm ?? HostOf(arguments.Server),
        DisplayName = arguments.DisplayName ?? "",
        AutoAnswer = arguments.AutoAnswer,
    };

    private static PhoneLink LinkTo(IPEndPoint server, string transport) => transport == "tcp"
        ? new TcpLink(server, TimeProvider.System, NullLoggerFactory.Instance)
        : new UdpLink(server, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary><c>host</c>, <c>host:port</c>, <c>[::1]:port</c>; IPv4 first where a name has both.</summary>
    private static async Task<IPEndPoint?> ResolveAsync(string server, CancellationToken cancellation)
    {
        if (IPEndPoint.TryParse(server, out var literal))
        {
            return new(literal.Address, literal.Port == 0 ? SipPort : literal.Port);
        }

        var host = HostOf(server);
        var port = SipPort;

        if (host.Length < server.Length && !int.TryParse(server[(host.Length + 1)..], out port))
        {
            return null;
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellation);

            var ordered = addresses.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork);

            return ordered.FirstOrDefault() is { } first ? new(first, port) : null;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static string HostOf(string server) => IPEndPoint.TryParse(server, out var literal)
        ? literal.Address.ToString()
        : server.LastIndexOf(':') is var colon and > 0 ? server[..colon] : server;

    private sealed record Session(
        PhoneArguments Arguments, PhoneConsole Console, AudioClip? Play, IReadOnlyList<ScriptLine>? Script);
}
