using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;
using Perch.TestKit.Calls;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>hotdesk.md §4.4, testing a desk alone.</summary>
public sealed class RingingThisDesk : IAsyncLifetime
{
    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task It_says_the_desk_and_the_person_and_echoes()
    {
        var desk = _office.Desk("W17");
        await _office.SitAsync(_office.Person("Alice", "204"), desk);

        Assert.Equal(
            ["hotdesk-this-desk", "letter-w", "digit-1", "digit-7",
             "extension", "digit-2", "digit-0", "digit-4", "hotdesk-here", "echo"],
            await HeardAtAsync(desk));
    }

    [Fact]
    public async Task At_an_empty_desk_it_says_that_nobody_is_logged_in()
    {
        Assert.Equal(["hotdesk-this-desk", "digit-7", "hotdesk-nobody", "echo"], await HeardAtAsync(_office.Desk("7")));
    }

    [Fact]
    public async Task At_an_owned_phone_it_says_the_owner()
    {
        var phone = _office.Directory.AddDevice("7", _office.Person("Alice", "204"));

        Assert.Equal(
            ["hotdesk-this-desk", "digit-7", "extension", "digit-2", "digit-0", "digit-4", "echo"],
            await HeardAtAsync(phone));
    }

    private async Task<IReadOnlyList<string>> HeardAtAsync(Device device)
    {
        using var call = _office.CallFrom(device);
        await new TestCallEndpoint(_office.Directory, _office.Get<DeskSpeech>(), calls: null!).TellAsync(call, device);
        return call.Heard;
    }
}
