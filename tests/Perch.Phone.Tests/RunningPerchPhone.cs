using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Transport;
using Xunit;

namespace Perch.Phone.Tests;

/// <summary>The command against a server that agrees to everything, over UDP on loopback.</summary>
public sealed class RunningPerchPhone : IDisposable
{
    private readonly SipStack _stack = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly UdpListener _udp;
    private readonly PickingUp _server;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public RunningPerchPhone()
    {
        _server = new(_stack);
        _stack.User = _server;
        _udp = new(new(IPAddress.Loopback, 0), _stack);
        _udp.Start();
    }

    [Fact]
    public async Task A_script_that_succeeds_exits_with_0()
    {
        var status = await RunScriptAsync(
            "register", "expect registered", "dial *11", "expect answered 5s", "send 1#", "hangup", "expect ended");

        Assert.Equal("", _errors.ToString());
        Assert.Equal(0, status);
        Assert.Contains("talking to *11", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("BYE", _server.Heard);
    }

    [Fact]
    public async Task A_script_that_fails_exits_with_1_and_names_the_line()
    {
        var status = await RunScriptAsync("register", "dial *11", "expect answered", "expect keys 9 100ms", "say never");

        Assert.Equal(1, status);
        Assert.Equal(
            "line 4: expect keys 9 100ms\n  not keys 9 within 0.1 s: the keys heard are ''\n", Errors());
        Assert.DoesNotContain("never", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_with_a_mistake_is_not_begun()
    {
        var status = await RunScriptAsync("register", "ring the bell");

        Assert.Equal(2, status);
        Assert.StartsWith("perch: line 2: ring the bell\n", Errors(), StringComparison.Ordinal);
        Assert.Empty(_server.Heard);
    }

    [Fact]
    public async Task Commands_can_be_piped_in_and_a_wrong_one_does_not_end_the_phone()
    {
        var status = await RunAsync(Arguments(), "expect registered 5s\ndial *11\nwhistle\nexpect answered 5s\nhangup\nquit\n");

        Assert.Equal(0, status);
        Assert.StartsWith("registering\n", Output(), StringComparison.Ordinal);
        Assert.Contains("'whistle' is no command", Output(), StringComparison.Ordinal);
        Assert.Contains("ended, *11: you hung up", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leaves_no_binding_behind()
    {
        await RunAsync(Arguments(), "quit\n");

        Assert.Equal(["REGISTER", "REGISTER"], _server.Heard);
    }

    [Theory]
    [InlineData("carrier-pigeon", null, "--transport is udp or tcp, not 'carrier-pigeon'")]
    [InlineData("udp", "/nowhere/hello.wav", "--play: there is no file /nowhere/hello.wav")]
    [InlineData("udp", "/etc/passwd", "--play: /etc/passwd is not a WAV file of 16-bit mono PCM at 8 or 16 kHz")]
    [InlineData("udp", "/etc", "--play: /etc is a directory")]
    public async Task What_is_wrong_with_the_options_is_said(string transport, string? play, string expected)
    {
        var status = await RunAsync(Arguments() with { Transport = transport, Play = play }, "");

        Assert.Equal(2, status);
        Assert.Contains(expected, Errors(), StringComparison.Ordinal);
        Assert.Empty(_server.Heard);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_named_in_one_line()
    {
        var status = await RunAsync(Arguments() with { Script = "/nowhere/script" }, "");

        Assert.Equal(2, status);
        Assert.Equal(
            "perch: --script: there is no file /nowhere/script. Name a file of commands, or - to type them.\n", Errors());
    }

    [Fact]
    public async Task Where_nobody_answers_it_says_so_and_what_to_look_at()
    {
        // Open, so that nobody else gets the port, but deaf.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var status = await RunAsync(Arguments() with { Server = nobody.LocalEndPoint!.ToString()! }, "quit\n");

        Assert.Equal(0, status);
        Assert.Contains(
            $"nobody answers at {nobody.LocalEndPoint} over UDP. Is perch serve running there", Output(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_not_printed_with_the_arguments() =>
        Assert.DoesNotContain("quiet-otter-82", Arguments().ToString(), StringComparison.Ordinal);

    public void Dispose()
    {
        _udp.Dispose();
        _stack.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> RunScriptAsync(params string[] lines) =>
        RunAsync(Arguments() with { Script = "-" }, string.Join('\n', lines));

    private Task<int> RunAsync(PhoneArguments arguments, string input) => PhoneCommand.RunAsync(
        arguments, new(new StringReader(input), _output, _errors), TestContext.Current.CancellationToken);

    private PhoneArguments Arguments() => new()
    {
        Server = _udp.Address.ToString(),
        User = "alice",
        Password = new("quiet-otter-82"),
        Realm = "perch.test",
    };

    private string Errors() => _errors.ToString().ReplaceLineEndings("\n");

    private string Output() => _output.ToString().ReplaceLineEndings("\n");
}
