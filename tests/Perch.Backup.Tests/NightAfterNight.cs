using Microsoft.Extensions.Logging;
using Perch.Directory;
using Perch.Storage.Tests;
using Perch.TestKit.Directory;

namespace Perch.Backup.Tests;

public sealed class NightAfterNight
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeDirectory _directory = new();
    private readonly List<string> _errors = [];

    [Fact]
    public async Task One_is_made_at_half_past_three_and_seven_are_kept()
    {
        using var office = await Installation.NewAsync();
        using var nightly = await StartAsync(office, new(3, 30));
        var byHand = await office.Shelf.MakeAsync(BackupKind.ByHand, Installation.Cancel);
        await UntilAsync(() => office.Clock.IsAwaited(Nine.AddMinutes(10)));
        office.Clock.Advance(TimeSpan.FromMinutes(10));

        for (var night = 3; night <= 12; night++)
        {
            var due = new DateTimeOffset(2026, 3, night, 3, 30, 0, TimeSpan.Zero);
            await UntilAsync(() => office.Clock.IsAwaited(due));
            office.Clock.SetUtcNow(due);
        }

        await UntilAsync(() => office.Clock.IsAwaited(new(2026, 3, 13, 3, 30, 0, TimeSpan.Zero)));
        var nights = office.Shelf.All().Where(kept => kept.Name.Kind == BackupKind.Nightly).ToList();
        Assert.Equal(Enumerable.Range(6, 7).Reverse(), nights.Select(kept => kept.Name.At.Day));
        Assert.All(nights, kept => Assert.Equal((3, 30), (kept.Name.At.Hour, kept.Name.At.Minute)));
        Assert.NotNull(office.Shelf.Find(byHand.Name.Text));
        await nightly.StopAsync(Installation.Cancel);
    }

    [Fact]
    public async Task One_that_was_missed_is_made_soon_after_the_start()
    {
        using var office = await Installation.NewAsync();
        using var nightly = await StartAsync(office, new(3, 30));
        await UntilAsync(() => office.Clock.IsAwaited(Nine.AddMinutes(10)));

        office.Clock.Advance(TimeSpan.FromMinutes(10));

        await UntilAsync(() => office.Shelf.All() is [{ Name.Kind: BackupKind.Nightly }]);
        await nightly.StopAsync(Installation.Cancel);
    }

    [Fact]
    public async Task On_a_full_disk_the_old_ones_stay_and_an_alarm_stands_until_one_succeeds()
    {
        using var disk = SmallDisk.Mount(Installation.Cancel, megabytes: 4);
        using var office = await Installation.NewAsync(disk.Path);
        var old = await office.Shelf.MakeAsync(BackupKind.Nightly, Installation.Cancel);
        using var nightly = await StartAsync(office, new(3, 30), out var alarm);
        var due = new DateTimeOffset(2026, 3, 3, 3, 30, 0, TimeSpan.Zero);
        await UntilAsync(() => office.Clock.IsAwaited(due));
        disk.Fill();

        office.Clock.SetUtcNow(due);
        await UntilAsync(() => office.Clock.IsAwaited(due.AddHours(1)));
        office.Clock.SetUtcNow(due.AddHours(1));
        await UntilAsync(() => office.Clock.IsAwaited(due.AddHours(2)));

        Assert.Contains("the disk is full: make room", Assert.Single(_errors), StringComparison.Ordinal);
        Assert.Contains("the disk is full", Assert.Single(alarm.AlarmsOf(_directory.DefaultAccount)).Text, StringComparison.Ordinal);
        Assert.Empty(alarm.AlarmsOf(_directory.AddAccount("acme", "acme.test")));
        Assert.Equal([old.Name.Text], System.IO.Directory.EnumerateFiles(Path.GetDirectoryName(old.File)!).Select(Path.GetFileName));

        disk.MakeRoom();
        office.Clock.SetUtcNow(due.AddHours(2));
        await UntilAsync(() => office.Shelf.All().Count == 2 && !alarm.AlarmsOf(_directory.DefaultAccount).Any());
        await nightly.StopAsync(Installation.Cancel);
    }

    [Theory]
    [InlineData("2026-03-28T22:00Z", "Europe/Berlin", "2026-03-29T01:30Z")] // 02:30 is not that night.
    [InlineData("2026-10-24T22:00Z", "Europe/Berlin", "2026-10-25T01:30Z")]
    [InlineData("2026-03-02T09:00Z", "America/New_York", "2026-03-03T07:30Z")]
    [InlineData("2026-03-02T02:30Z", "UTC", "2026-03-03T02:30Z")]
    [InlineData("2026-03-02T02:29Z", "UTC", "2026-03-02T02:30Z")]
    public void Half_past_two_is_by_the_clocks_of_the_account(string now, string zone, string due) => Assert.Equal(
        Time(due), NightlyTime.NextAfter(Time(now), new(2, 30), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("../perch.db")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("nightly-20260302T090000000Z.perch/../../perch.db")]
    [InlineData("/etc/passwd")]
    [InlineData("nightly-20261399T090000000Z.perch")]
    [InlineData("weekly-20260302T090000000Z.perch")]
    public async Task A_name_that_no_backup_has_leads_nowhere(string name)
    {
        using var office = await Installation.NewAsync();
        await office.Shelf.MakeAsync(BackupKind.Nightly, Installation.Cancel);

        Assert.Null(office.Shelf.Find(name));
        Assert.False(office.Shelf.Delete(name));
    }

    [Fact]
    public async Task Before_tables_are_changed_a_backup_is_made()
    {
        using var office = await Installation.NewAsync();
        office.Write("the window desk");
        var before = new BackupBeforeMigration(office.Shelf);
        await Installation.OpenAsync(office.Directory, before);
        var unchanged = office.Shelf.All();

        office.Run("DELETE FROM __EFMigrationsHistory");
        await Assert.ThrowsAnyAsync<Exception>(() => Installation.OpenAsync(office.Directory, before));

        Assert.Empty(unchanged);
        Assert.Equal(BackupKind.BeforeUpdate, Assert.Single(office.Shelf.All()).Name.Kind);
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task<NightlyBackup> StartAsync(Installation office, TimeOnly at) => StartAsync(office, at, out _);

    private Task<NightlyBackup> StartAsync(Installation office, TimeOnly at, out BackupAlarm alarm)
    {
        alarm = new(_directory);

        return StartedAsync(new(
            new(at), office.Shelf, alarm, _directory, office.Clock, new Errors(_errors)));
    }

    private static async Task<NightlyBackup> StartedAsync(NightlyBackup nightly)
    {
        await nightly.StartAsync(Installation.Cancel);

        return nightly;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Installation.Cancel);
        patience.CancelAfter(Patience);

        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private sealed class Errors(List<string> lines) : ILogger<NightlyBackup>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
            {
                lines.Add(formatter(state, exception));
            }
        }
    }
}
