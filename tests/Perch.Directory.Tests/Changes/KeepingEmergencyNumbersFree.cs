namespace Perch.Directory.Tests.Changes;

/// <summary>hotdesk.md §4.4: emergency numbers are reserved; an extension or code cannot take them.</summary>
public class KeepingEmergencyNumbersFree
{
    [Theory]
    [InlineData("112")]
    [InlineData("911")]
    [InlineData("999")]
    public async Task No_extension_and_no_code_may_be_one(string number)
    {
        await using var office = await DirectoryFixture.StartAsync();

        var extension = await office.Users.CreateAsync(
            office.Account, new() { Username = "alice", Extension = number }, DirectoryFixture.Cancel);
        var code = await office.Get<IFeatureCodes>().PutAsync(
            office.Account, "hotdesk-login", number, enabled: true, DirectoryFixture.Cancel);

        Assert.Equal("is an emergency number", extension.Problem().Reason);
        Assert.Equal("is an emergency number", code.Problem().Reason);
    }

    [Fact]
    public async Task The_country_says_which_they_are()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await SetAsync(office, country: "US");

        var taken = await office.Users.CreateAsync(
            office.Account, new() { Username = "alice", Extension = "911" }, DirectoryFixture.Cancel);

        Assert.Equal("extension", taken.Problem().Field);
        await office.AddUserAsync("Bob", draft => draft with { Extension = "112" });
    }

    [Fact]
    public async Task Those_of_every_site_are_reserved_in_the_whole_account()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await SetAsync(office, country: "US");
        await office.Sites.CreateAsync(
            office.Account, new() { Name = "Berlin", Country = "DE" }, DirectoryFixture.Cancel);

        var taken = await office.Users.CreateAsync(
            office.Account, new() { Username = "alice", Extension = "110" }, DirectoryFixture.Cancel);

        Assert.Equal("extension", taken.Problem().Field);
    }

    [Fact]
    public async Task With_the_outside_prefix_they_are_reserved_too()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await SetAsync(office, country: "US", prefix: "9");

        var taken = await office.Users.CreateAsync(
            office.Account, new() { Username = "alice", Extension = "9911" }, DirectoryFixture.Cancel);

        Assert.Equal("extension", taken.Problem().Field);
    }

    [Fact]
    public async Task A_country_does_not_take_somebodys_extension()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddUserAsync("Alice", draft => draft with { Extension = "110" });

        var account = await office.Accounts.ChangeAsync(
            office.Account, null, now => now with { Country = "DE" }, DirectoryFixture.Cancel);
        var site = await office.Sites.CreateAsync(
            office.Account, new() { Name = "Berlin", Country = "DE" }, DirectoryFixture.Cancel);

        Assert.Equal(("country", true), (account.Problem().Field, account.Problem().Conflict));
        Assert.Equal("makes 110 an emergency number, and it is an extension or a code here", site.Problem().Reason);
        Assert.Null(office.Directory.DefaultAccount.Country);
    }

    [Fact]
    public async Task A_phone_calls_for_help_by_the_country_of_its_site()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await SetAsync(office, country: "US");
        var berlin = (await office.Sites.CreateAsync(
            office.Account, new() { Name = "Berlin", Country = "DE" }, DirectoryFixture.Cancel)).Done();
        var boston = await office.AddDeviceAsync("boston-desk");
        var away = await office.AddDeviceAsync("berlin-desk", draft => draft with { SiteId = new(berlin.Id) });

        Assert.True(office.Directory.CallsForHelp(boston, "911"));
        Assert.False(office.Directory.CallsForHelp(boston, "110"));
        Assert.True(office.Directory.CallsForHelp(away, "110"));
        Assert.False(office.Directory.CallsForHelp(away, "911"));
    }

    private static async Task SetAsync(DirectoryFixture office, string country, string? prefix = null) =>
        (await office.Accounts.ChangeAsync(
            office.Account, null, now => now with { Country = country, OutsidePrefix = prefix }, DirectoryFixture.Cancel))
        .Done();
}
