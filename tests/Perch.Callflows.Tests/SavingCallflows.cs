using Perch.Directory;

namespace Perch.Callflows.Tests;

public sealed class SavingCallflows : IAsyncLifetime
{
    private const string Nobody = "01957f3e-0000-7000-8000-000000000000";
    private const string HangUp = """{"program": "hangup"}""";

    private Exchange _exchange = null!;

    public async ValueTask InitializeAsync() => _exchange = await Exchange.OpenAsync();

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Theory]
    [InlineData("""[]""", "flow")]
    [InlineData("""{}""", "flow.program")]
    [InlineData("""{"program": 7}""", "flow.program")]
    [InlineData("""{"program": "teleport"}""", "flow.program")]
    [InlineData("""{"program": "hangup", "date": {}}""", "flow.date")]
    [InlineData("""{"program": "hangup", "data": 7}""", "flow.data")]
    [InlineData("""{"program": "hangup", "data": {"after": 3}}""", "flow.data.after")]
    [InlineData("""{"program": "hangup", "children": []}""", "flow.children")]
    [InlineData("""{"program": "hangup", "children": {"busy": {"program": "hangup"}}}""", "flow.children.busy")]
    [InlineData("""{"program": "hangup", "children": {"_": {"program": "play"}}}""", "flow.children._.data.mediaId")]
    [InlineData("""{"program": "user"}""", "flow.data.userId")]
    [InlineData("""{"program": "user", "data": {"userId": "nobody"}}""", "flow.data.userId")]
    [InlineData($$"""{"program": "user", "data": {"userId": "{{Nobody}}"} }""", "flow.data.userId")]
    [InlineData("""{"program": "device", "data": {"deviceId": 7}}""", "flow.data.deviceId")]
    [InlineData("""{"program": "play", "data": {"mediaId": "no-such-recording"}}""", "flow.data.mediaId")]
    [InlineData("""{"program": "callflow", "data": {"callflowId": null}}""", "flow.data.callflowId")]
    [InlineData("""{"program": "hotdesk-login", "data": {"pin": "1"}}""", "flow.data.pin")]
    public async Task What_is_wrong_is_named(string flow, string field)
    {
        var refused = await RefusedAsync(new CallflowDraft { Name = "Sales", Flow = Exchange.Json(flow) });

        Assert.Equal(field, Assert.Single(refused.Problems).Field);
        Assert.False(refused.IsConflict);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("601")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"20\"")]
    public async Task A_timeout_is_some_seconds(string timeout)
    {
        var alice = _exchange.Directory.AddUser("Alice", "204");

        var refused = await RefusedAsync(new CallflowDraft
        {
            Name = "Sales",
            Flow = Exchange.Json(
                $$"""{"program": "user", "data": {"userId": "{{alice.Id}}", "timeout": {{timeout}} } }"""),
        });

        Assert.Equal("flow.data.timeout", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task A_user_of_another_account_is_not_found()
    {
        var other = _exchange.Directory.AddAccount("other", "other.test");
        var stranger = _exchange.Directory.Put(_exchange.Directory.AddUser("Alice") with { AccountId = other.Id });

        var refused = await RefusedAsync(new CallflowDraft
        {
            Name = "Sales",
            Flow = Exchange.Json($$$"""{"program": "user", "data": {"userId": "{{{stranger.Id}}}"}}"""),
        });

        Assert.Equal("flow.data.userId", Assert.Single(refused.Problems).Field);
    }

    [Theory]
    [InlineData("112")]
    [InlineData("911")]
    [InlineData("999")]
    [InlineData("sales")]
    [InlineData("300 ")]
    public async Task A_number_must_be_dialled_and_not_mean_help(string number)
    {
        var refused = await RefusedAsync(Draft() with { Numbers = ["300", number] });

        Assert.Equal("numbers[1]", Assert.Single(refused.Problems).Field);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=3)3")]
    [InlineData(@"(3)\1")]
    public async Task A_pattern_must_be_one_that_ends_quickly(string pattern)
    {
        var refused = await RefusedAsync(Draft() with { Patterns = [pattern] });

        Assert.Equal("patterns[0]", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task A_number_leads_to_one_callflow_only()
    {
        await _exchange.SaveAsync(HangUp, "300");

        var refused = await RefusedAsync(Draft() with { Numbers = ["300"] });

        Assert.Equal("numbers", Assert.Single(refused.Problems).Field);
        Assert.True(refused.IsConflict);
    }

    [Fact]
    public async Task Of_two_who_take_a_number_at_the_same_instant_one_gets_it()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => _exchange.TrySaveAsync(Draft() with { Numbers = ["300"] }))));

        Assert.Single(outcomes, outcome => outcome is ChangeOutcome<CallflowDraft>.Done);
    }

    [Fact]
    public async Task A_number_that_equals_a_feature_code_is_refused_while_the_code_is_on()
    {
        var refused = await RefusedAsync(Draft() with { Numbers = ["*11"] });
        Assert.True(refused.IsConflict);

        _exchange.Directory.Put(new FeatureCode(_exchange.Account, "hotdesk-login", "*11", Enabled: false));
        await _exchange.SaveAsync(HangUp, "*11");
    }

    [Fact]
    public async Task A_change_keeps_the_numbers_that_stay_and_frees_the_others()
    {
        var id = await _exchange.SaveAsync(HangUp, "300", "301", "302");

        await _exchange.Callflows.ChangeAsync(
            _exchange.Account,
            id,
            ifVersion: 1,
            draft => draft with { Numbers = ["302", "303", "300"] },
            CancellationToken.None);

        Assert.Equal(["302", "303", "300"], Assert.Single(await _exchange.AfterRestartAsync()).Numbers);
        Assert.Null(_exchange.NumberPlan.Find(_exchange.Account, "301"));
        await _exchange.SaveAsync(HangUp, "301");
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_no_more_changes_nothing()
    {
        var id = await _exchange.SaveAsync(HangUp, "300");

        var outcome = await _exchange.Callflows.ChangeAsync(
            _exchange.Account, id, ifVersion: 7, draft => draft with { Name = "Support" }, CancellationToken.None);

        Assert.IsType<ChangeOutcome<CallflowDraft>.WrongVersion>(outcome);
    }

    [Fact]
    public async Task A_deleted_callflow_frees_its_numbers()
    {
        var id = await _exchange.SaveAsync(HangUp, "300");

        await _exchange.Callflows.DeleteAsync(_exchange.Account, id, ifVersion: null, CancellationToken.None);

        Assert.Null(_exchange.NumberPlan.Find(_exchange.Account, "300"));
        await _exchange.SaveAsync(HangUp, "300");
    }

    [Fact]
    public async Task A_tree_that_is_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"program": "hangup", "children": {"_": """, 30))
            + HangUp + string.Concat(Enumerable.Repeat("}}", 30));

        var refused = await RefusedAsync(Draft() with { Flow = Exchange.Json(deep) });

        Assert.StartsWith("flow.children._", Assert.Single(refused.Problems).Field);
    }

    private static CallflowDraft Draft() => new() { Name = "Sales", Flow = Exchange.Json(HangUp) };

    private async Task<ChangeOutcome<CallflowDraft>.Refused> RefusedAsync(CallflowDraft draft) =>
        Assert.IsType<ChangeOutcome<CallflowDraft>.Refused>(await _exchange.TrySaveAsync(draft));
}
