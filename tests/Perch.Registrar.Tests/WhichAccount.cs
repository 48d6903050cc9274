using Perch.Directory;
using Perch.TestKit.Directory;
using Xunit;

namespace Perch.Registrar.Tests;

/// <summary>The domain a phone names selects the account.</summary>
public sealed class WhichAccount
{
    private readonly RegistrarOptions _options = new() { Aliases = ["pbx.perch.test"] };

    [Theory]
    [InlineData("perch.test")]
    [InlineData("PERCH.test")]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1:5060")]
    [InlineData("pbx.perch.test")]
    [InlineData("whatever.its.dns.name")]
    public void Our_realm_our_address_and_any_name_without_an_account_mean_the_default_one(string domain)
    {
        using var office = new Office(_options);
        var phone = office.Phone();
        phone.Domain = domain;

        Assert.Equal(200, phone.Register());
    }

    [Fact]
    public void A_realm_means_its_own_account_though_names_are_the_same()
    {
        using var office = new Office(_options);
        var namesake = office.Directory.AddDevice("alice", account: office.Directory.AddAccount("acme", "acme.test"));
        var phone = office.Phone();
        phone.Domain = "acme.test";

        phone.Register();

        Assert.Contains("realm=\"acme.test\"", office.Network.Sent[1].Text, StringComparison.Ordinal);
        Assert.True(office.Locations.IsReachable(namesake.Id));
        Assert.False(office.Locations.IsReachable(office.Alice.Id));
    }

    [Fact]
    public void A_listener_may_have_an_account_of_its_own()
    {
        var directory = new FakeDirectory();
        var acme = directory.AddAccount("acme", "acme.test");
        var bob = directory.AddDevice("bob", account: acme);
        using var office = new Office(
            new() { ListenerAccounts = new Dictionary<int, AccountId> { [5060] = acme.Id } }, directory: directory);
        var phone = office.Phone("bob");
        phone.Domain = "192.0.2.1";

        Assert.Equal(200, phone.Register());
        Assert.True(office.Locations.IsReachable(bob.Id));
    }

    [Fact]
    public void Nobody_of_a_disabled_account_gets_in()
    {
        using var office = new Office(_options);
        office.Directory.Put(office.Directory.DefaultAccount with { Enabled = false });

        Assert.Equal(401, office.Phone().Register());
    }
}
