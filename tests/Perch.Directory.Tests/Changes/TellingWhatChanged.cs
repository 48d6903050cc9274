namespace Perch.Directory.Tests.Changes;

/// <summary>The event <c>config.changed</c>: what kind of thing, which, which fields, and never a secret.</summary>
public sealed class TellingWhatChanged : IAsyncLifetime
{
    private DirectoryFixture _office = null!;

    public async ValueTask InitializeAsync() => _office = await DirectoryFixture.StartAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_thing_is_told_when_it_comes_and_when_it_goes()
    {
        var alice = await _office.AddUserAsync("Alice");
        await _office.Users.DeleteAsync(_office.Account, alice.Id, ifVersion: null, DirectoryFixture.Cancel);

        Assert.Equal(
            [$"user {alice.Id} created []", $"user {alice.Id} deleted []"], _office.Outbox.Said.Select(Shown));
        Assert.All(_office.Outbox.Said, happened => Assert.Equal(
            ("config.changed", $"{alice.Id}", _office.Account),
            (happened.Type, (string?)happened.Data["userId"], happened.Account)));
    }

    [Fact]
    public async Task Of_a_change_the_fields_are_told_by_their_names_in_the_API_and_no_values()
    {
        var alice = await _office.AddUserAsync("Alice");

        await _office.Users.ChangeAsync(
            _office.Account, alice.Id, ifVersion: null,
            draft => draft with
            {
                Extension = "201",
                NewPassword = new("eleven wise monkeys"),
                CallerId = new("Ally", null),
                HotDesk = draft.HotDesk with
                {
                    Enabled = true, Id = "583", NewPin = new("583914"), AutoLogOut = new() { AfterHours = 8 },
                },
            },
            DirectoryFixture.Cancel);

        var told = _office.Outbox.Said[^1];
        Assert.Equal(
            $"user {alice.Id} changed [callerId.internal, extension, hotDesk.autoLogOut, hotDesk.enabled, hotDesk.id, "
            + "hotDesk.pin, password]",
            Shown(told));
        Assert.DoesNotContain("583914", told.Data.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("monkeys", told.Data.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_and_sip_are_named_as_they_are_written()
    {
        var desk = await _office.AddDeviceAsync("window");

        await _office.Devices.ChangeAsync(
            _office.Account, desk.Id, ifVersion: null,
            draft => draft with
            {
                Policy = draft.Policy with { OccupiedPolicy = OccupiedPolicy.Refuse, AutoLogOut = AutoLogOut.Never },
                Sip = draft.Sip with { NewPassword = new("a long enough password"), MaxBindings = 2 },
            },
            DirectoryFixture.Cancel);

        Assert.Equal(
            $"device {desk.Id} changed [autoLogOut, occupiedPolicy, sip.maxBindings, sip.password]",
            Shown(_office.Outbox.Said[^1]));
    }

    [Fact]
    public async Task A_phone_that_loses_its_owner_is_told_too()
    {
        var alice = await _office.AddUserAsync("Alice");
        var phone = await _office.AddDeviceAsync("alices", draft => draft with { OwnerId = alice.Id });

        await _office.Users.DeleteAsync(_office.Account, alice.Id, ifVersion: null, DirectoryFixture.Cancel);

        Assert.Contains($"device {phone.Id} changed [ownerId]", _office.Outbox.Said.Select(Shown));
    }

    [Fact]
    public async Task What_is_refused_or_changes_nothing_is_not_told()
    {
        var alice = await _office.AddUserAsync("Alice");
        await _office.Users.CreateAsync(_office.Account, new() { Username = "alice" }, DirectoryFixture.Cancel);
        await _office.Users.ChangeAsync(
            _office.Account, alice.Id, ifVersion: null, draft => draft, DirectoryFixture.Cancel);

        Assert.Single(_office.Outbox.Said);
    }

    [Fact]
    public async Task A_toggle_is_told_with_the_phones_it_switched()
    {
        var alice = await _office.AddUserAsync("Alice");
        var phone = await _office.AddDeviceAsync("alices", draft => draft with { OwnerId = alice.Id });

        await _office.Get<IRingStates>().ToggleAsync(alice.Id, DirectoryFixture.Cancel);

        var told = _office.Outbox.Said.Single(happened => happened.Type == "user.toggled");
        Assert.Equal($"{alice.Id}", told.Actor);
        Assert.False((bool)told.Data["on"]!);
        Assert.Equal(phone.Id.Value, (Guid)Assert.Single(told.Data["deviceIds"]!.AsArray())!);
    }

    private static string Shown(OutboxEvent happened)
    {
        var data = happened.Data;
        var fields = data["fields"]!.AsArray().Select(field => (string?)field);

        return $"{data["kind"]} {data["id"]} {data["change"]} [{string.Join(", ", fields)}]";
    }
}
