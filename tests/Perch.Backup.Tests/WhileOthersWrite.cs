namespace Perch.Backup.Tests;

public sealed class WhileOthersWrite
{
    [Fact]
    public async Task A_backup_holds_whole_transactions_only()
    {
        using var office = await Installation.NewAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    office.Run("BEGIN; INSERT INTO notes (text) VALUES ('left'); INSERT INTO notes (text) VALUES ('right'); COMMIT");
                }
            },
            Installation.Cancel);
        var counts = new List<int>();

        for (var round = 0; round < 5; round++)
        {
            var there = Installation.Nowhere;
            new Restore(office.Make(), new(there), office.Maker.Key, Replace: false).Run(Installation.Schemas, office.Clock);
            counts.Add(Installation.NotesIn(there).Count);
        }

        await enough.CancelAsync();
        await writing;
        Assert.All(counts, count => Assert.Equal(0, count % 2));
        Assert.Equal(counts.Order(), counts);
        Assert.True(counts[^1] > counts[0], "Nobody wrote meanwhile.");
    }
}
