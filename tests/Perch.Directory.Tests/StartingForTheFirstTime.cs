namespace Perch.Directory.Tests;

public class StartingForTheFirstTime
{
    [Fact]
    public async Task The_account_default_has_the_realm_that_was_asked_for()
    {
        await using var office = await DirectoryFixture.StartAsync();

        var account = office.Directory.AccountByRealm("PBX.Example.COM");

        Assert.Equal("default", account?.Name);
        Assert.Same(office.Directory.DefaultAccount, account);
    }

    [Fact]
    public async Task The_administrator_may_do_everything_and_their_password_is_told_once()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var first = office.Get<FirstStart>();

        var admin = Assert.Single(office.Directory.Users(office.Account));

        Assert.Equal(("admin", Role.Operator), (admin.Username, admin.Role));
        Assert.True(first.IsFirst);
        Assert.Equal(16, first.GeneratedPassword!.Value.Length);
        Assert.Equal("***", first.GeneratedPassword.ToString());
    }

    [Fact]
    public async Task The_second_start_makes_nothing_and_tells_no_password()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var account = office.Account;

        await office.RestartAsync();

        Assert.False(office.Get<FirstStart>().IsFirst);
        Assert.Null(office.Get<FirstStart>().GeneratedPassword);
        Assert.Equal(account, office.Account);
        Assert.Single(office.Directory.Users(account));
    }
}
