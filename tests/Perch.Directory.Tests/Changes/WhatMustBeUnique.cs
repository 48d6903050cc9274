namespace Perch.Directory.Tests.Changes;

public class WhatMustBeUnique
{
    public static TheoryData<string, UserDraft> UsersLikeAlice() => new()
    {
        { "username", new() { Username = "ALICE" } },
        { "extension", new() { Username = "bob", Extension = "204" } },
        { "hotDesk.id", new() { Username = "bob", HotDesk = new() { Id = "1004" } } },
        { "externalId", new() { Username = "bob", ExternalId = "hr-17" } },
    };

    public static TheoryData<string, DeviceDraft> DevicesLikeTheWindowDesk() => new()
    {
        { "sip.username", new() { Nickname = "door", Sip = new() { Username = "WINDOW" } } },
        { "macAddress", new() { Nickname = "door", Sip = new() { Username = "door" }, MacAddress = "00:15:65:AA:BB:CC" } },
        { "externalId", new() { Nickname = "door", Sip = new() { Username = "door" }, ExternalId = "asset-3" } },
    };

    [Theory]
    [MemberData(nameof(UsersLikeAlice))]
    public async Task What_alice_has_nobody_else_of_her_account_may_take(string field, UserDraft draft)
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddUserAsync("Alice", _ => Alice);

        var problem = (await office.Users.CreateAsync(office.Account, draft, DirectoryFixture.Cancel)).Problem();

        Assert.Equal((field, true), (problem.Field, problem.Conflict));
        Assert.Equal("is taken by Alice", problem.Reason);
    }

    [Theory]
    [MemberData(nameof(UsersLikeAlice))]
    public async Task Nor_by_a_change_later(string field, UserDraft draft)
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddUserAsync("Alice", _ => Alice);
        var bob = await office.AddUserAsync("Bob");

        var outcome = await office.Users.ChangeAsync(office.Account, bob.Id, null, _ => draft, DirectoryFixture.Cancel);

        Assert.Equal(field, outcome.Problem().Field);
        Assert.Equal("bob", office.Directory.User(bob.Id)!.Username);
    }

    [Theory]
    [MemberData(nameof(UsersLikeAlice))]
    public async Task Another_account_has_names_and_numbers_of_its_own(string field, UserDraft draft)
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddUserAsync("Alice", _ => Alice);
        var acme = await office.AddAccountAsync("acme");

        var created = (await office.Users.CreateAsync(acme.Id, draft, DirectoryFixture.Cancel)).Done();

        Assert.NotEmpty(field);
        Assert.Equal(draft.Username, created.Value.Username);
    }

    [Theory]
    [MemberData(nameof(DevicesLikeTheWindowDesk))]
    public async Task What_the_window_desk_has_no_other_device_may_take(string field, DeviceDraft draft)
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddDeviceAsync("window", WindowDesk);

        var problem = (await office.Devices.CreateAsync(office.Account, draft, DirectoryFixture.Cancel)).Problem();

        Assert.Equal((field, true), (problem.Field, problem.Conflict));
    }

    [Fact]
    public async Task A_thing_does_not_collide_with_itself()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice", _ => Alice);

        var outcome = await office.Users.ChangeAsync(
            office.Account, alice.Id, null, draft => draft with { LastName = "Smith" }, DirectoryFixture.Cancel);

        Assert.Equal("Smith", outcome.Done().Value.LastName);
    }

    [Fact]
    public async Task Two_who_ask_for_one_extension_at_once_do_not_both_get_it()
    {
        await using var office = await DirectoryFixture.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(person => office.Users.CreateAsync(
            office.Account, new() { Username = $"person{person}", Extension = "204" }, DirectoryFixture.Cancel)));

        Assert.Single(outcomes.OfType<ChangeOutcome<UserDraft>.Done>());
        Assert.Equal(7, outcomes.OfType<ChangeOutcome<UserDraft>.Refused>().Count(refused => refused.IsConflict));
    }

    [Fact]
    public async Task A_realm_and_a_name_belong_to_one_account()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var draft = new AccountDraft { Name = "DEFAULT", Realm = DirectoryFixture.Realm.ToUpperInvariant() };

        var outcome = await office.Accounts.CreateAsync(draft, DirectoryFixture.Cancel);

        var refused = Assert.IsType<ChangeOutcome<AccountDraft>.Refused>(outcome);
        Assert.Equal(["name", "realm"], refused.Problems.Select(problem => problem.Field));
        Assert.True(refused.IsConflict);
    }

    [Fact]
    public async Task An_extension_and_an_enabled_code_cannot_be_the_same()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var codes = office.Get<IFeatureCodes>();
        await office.AddUserAsync("Alice", _ => Alice);

        var code = await codes.PutAsync(office.Account, "hotdesk-login", "204", true, DirectoryFixture.Cancel);
        Assert.Equal("is taken by Alice", code.Problem().Reason);

        (await codes.PutAsync(office.Account, "hotdesk-login", "77", true, DirectoryFixture.Cancel)).Done();
        var bob = await office.Users.CreateAsync(
            office.Account, new() { Username = "bob", Extension = "77" }, DirectoryFixture.Cancel);
        Assert.Equal(("extension", "is taken by a feature code"), (bob.Problem().Field, bob.Problem().Reason));
    }

    [Fact]
    public async Task Two_enabled_codes_cannot_be_the_same()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var codes = office.Get<IFeatureCodes>();
        (await codes.PutAsync(office.Account, "hotdesk-login", "*71", true, DirectoryFixture.Cancel)).Done();

        var taken = await codes.PutAsync(office.Account, "hotdesk-logout", "*71", true, DirectoryFixture.Cancel);
        var disabled = await codes.PutAsync(office.Account, "hotdesk-logout", "*71", false, DirectoryFixture.Cancel);

        Assert.Equal("is taken by hotdesk-login", taken.Problem().Reason);
        Assert.False(disabled.Done().Value.Enabled);
    }

    private static UserDraft Alice => new()
    {
        Username = "Alice",
        Extension = "204",
        ExternalId = "hr-17",
        HotDesk = new() { Id = "1004" },
    };

    private static DeviceDraft WindowDesk(DeviceDraft draft) =>
        draft with { MacAddress = "001565aabbcc", ExternalId = "asset-3" };
}
