using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Transport;
using Xunit;

namespace Perch.Phone.Tests;

/// <summary>The terminal telephone, its keys pressed by a test.</summary>
public sealed class UsingTheScreen : IDisposable
{
    private readonly SipStack _stack = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly BlockingCollection<ConsoleKeyInfo> _keys = [];
    private readonly StringWriter _output = new();
    private readonly TextWriter _screen;
    private readonly UdpListener _udp;
    private readonly PickingUp _server;

    public UsingTheScreen()
    {
        _screen = TextWriter.Synchronized(_output);
        _server = new(_stack);
        _stack.User = _server;
        _udp = new(new(IPAddress.Loopback, 0), _stack);
        _udp.Start();
    }

    [Fact]
    public async Task A_number_is_typed_dialled_talked_to_and_hung_up()
    {
        var running = RunAsync();
        await ShownAsync("registered");
        Type("*12\b1\r");
        await ShownAsync("talking to *11 00:0");

        Type("oh");
        await ShownAsync("ended, *11: you hung up");
        Type("q");

        Assert.Equal(0, await running);
        Assert.Contains("[alice] registered  *12", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_are_explained_and_the_live_line_never_wraps()
    {
        var running = RunAsync();

        Type("?" + new string('5', 200));
        await ShownAsync("5555555");
        Type("q");

        await running;
        Assert.Contains("q quit", Shown(), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('5', 60), Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_from_the_wire_can_not_steer_the_terminal() =>
        Assert.Equal("?[2JAlice?", Words.Plain("\u001b[2JAlice\r"));

    public void Dispose()
    {
        _udp.Dispose();
        _stack.Dispose();
        _keys.Dispose();
        _output.Dispose();
    }

    private Task<int> RunAsync()
    {
        var arguments = new PhoneArguments
        {
            Server = _udp.Address.ToString(),
            User = "alice",
            Password = new("quiet-otter-82"),
        };
        var console = new PhoneConsole(TextReader.Null, _screen, TextWriter.Null)
        {
            ReadKey = TakeKey,
            Width = 60,
        };

        return PhoneCommand.RunAsync(arguments, console, TestContext.Current.CancellationToken);
    }

    private ConsoleKeyInfo TakeKey() => _keys.Take();

    private void Type(string keys)
    {
        foreach (var key in keys)
        {
            _keys.Add(new(key, ConsoleKey.None, shift: false, alt: false, control: false));
        }
    }

    private async Task ShownAsync(string text)
    {
        var started = Stopwatch.GetTimestamp();

        while (!Shown().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), $"'{text}' is not in: {Shown()}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>A text that is being written to must not be read: the writer locks itself.</summary>
    private string Shown()
    {
        lock (_screen)
        {
            return _output.ToString();
        }
    }
}
