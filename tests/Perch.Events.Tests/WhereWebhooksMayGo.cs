using System.Net;

namespace Perch.Events.Tests;

public sealed class WhereWebhooksMayGo
{
    private readonly WebhookTargets _usual = new(new());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    public void Not_to_this_machine_nor_its_link_unless_the_operator_says_so(string address)
    {
        Assert.False(_usual.Allows(IPAddress.Parse(address)));
        Assert.True(new WebhookTargets(new(LocalWebhooks: true)).Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.10")]
    [InlineData("2001:db8::1")]
    public void To_everything_else_and_into_the_office_too(string address) =>
        Assert.True(_usual.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("example.com/hook")]
    [InlineData("http://alice:secret@example.com/")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://[::1]:8443/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    public void An_address_that_cannot_be_meant_is_refused_when_it_is_written(string url) =>
        Assert.NotNull(_usual.Problem(url));

    [Fact]
    public async Task A_name_that_leads_here_is_refused_when_it_is_connected_to()
    {
        using var sender = new WebhookSender(_usual, TimeProvider.System);

        var result = await sender.SendAsync(
            new("http://localhost:9/", WebhookSignature.NewSecret()), "1", "{}"u8.ToArray(), CancellationToken.None);

        Assert.Equal("leads to this machine or its link", result.Error);
    }

    [Fact]
    public void Waits_grow_up_to_an_hour() => Assert.Equal(
        [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600],
        Enumerable.Range(1, 12).Select(tries => (int)RetryWaits.After(tries).TotalSeconds));
}
