using System.Text;
using Perch.Sip;
using Xunit;

namespace Perch.Registrar.Tests;

/// <summary>Whoever has not shown a password leaves nothing behind, however often it asks.</summary>
public sealed class StrangersCostNothing : IDisposable
{
    private const int Many = 3000;

    /// <summary>Whoever guesses is told to wait after a while.</summary>
    private static readonly string[] Refusals = ["401", "503"];

    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(
        "Authorization: Digest username=\"alice\", realm=\"perch.test\", nonce=\"made-up\", uri=\"sip:perch.test\", "
        + "response=\"00000000000000000000000000000000\"\r\n")]
    public void Thousands_of_REGISTERs_without_a_right_nonce_leave_no_state(string credentials)
    {
        _office.Phone().Register();
        _office.Network.Pass(TimeSpan.FromSeconds(40));
        var before = State();

        for (var number = 1; number <= Many; number++)
        {
            _office.Inject(Register(number, credentials), "192.0.2.99:5060");
        }

        var answers = _office.Network.Sent.Where(sent => sent.To.ToString() == "192.0.2.99:5060").ToList();
        Assert.Equal(Many, answers.Count);
        Assert.All(answers, answer => Assert.Contains(answer.StartLine.Split(' ')[1], Refusals));
        Assert.Equal(before, State());
    }

    [Fact]
    public void A_host_is_known_only_while_something_is_registered_from_it()
    {
        var phone = _office.Phone();
        var source = phone.Channel.Local;
        Assert.False(_office.Stack.HasBindingFrom(source));

        phone.Register();
        Assert.True(_office.Stack.HasBindingFrom(source.WithPort(40_000)));
        Assert.False(_office.Stack.HasBindingFrom(_office.Channel.Local));

        phone.Register(expires: 0);
        Assert.False(_office.Stack.HasBindingFrom(source));
    }

    private (int Servers, int Clients, int Bindings, int Devices) State() =>
        (_office.Stack.ServerTransactions, _office.Stack.ClientTransactions, _office.Module.Table.Count,
            _office.Module.Table.DeviceCount);

    private static string Register(int number, string credentials) =>
        new StringBuilder("REGISTER sip:perch.test SIP/2.0\r\n")
            .Append($"Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bK{number};rport\r\nMax-Forwards: 70\r\n")
            .Append($"From: <sip:alice@perch.test>;tag=t{number}\r\nTo: <sip:alice@perch.test>\r\nCall-ID: c{number}\r\n")
            .Append($"CSeq: {number} REGISTER\r\nContact: <sip:alice@192.0.2.99>\r\n{credentials}Content-Length: 0\r\n\r\n")
            .ToString();
}
