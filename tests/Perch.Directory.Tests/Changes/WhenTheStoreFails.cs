using Microsoft.Data.Sqlite;

namespace Perch.Directory.Tests.Changes;

public class WhenTheStoreFails
{
    [Fact]
    public async Task Nothing_changes_in_memory_and_look_ups_go_on()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice", draft => draft with { Extension = "204" });
        office.News.Clear();

        using (LockFromOutside(office))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => MoveAsync(office, alice));
            Assert.Equal(alice, office.Directory.UserByExtension(office.Account, "204"));
            Assert.Null(office.Directory.UserByExtension(office.Account, "205"));
            Assert.Empty(office.News);
        }

        (await MoveAsync(office, alice)).Done();
        Assert.NotNull(office.Directory.UserByExtension(office.Account, "205"));
    }

    [Fact]
    public async Task A_refused_change_leaves_neither_rows_nor_memory()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var alice = await office.AddUserAsync("Alice");

        await office.Users.CreateAsync(office.Account, new() { Username = "alice" }, DirectoryFixture.Cancel);
        await office.RestartAsync();

        Assert.Equal(["Alice", "admin"], office.Directory.Users(office.Account).Select(user => user.DisplayName).Order());
        Assert.NotNull(office.Directory.User(alice.Id));
    }

    private static Task<ChangeOutcome<UserDraft>> MoveAsync(DirectoryFixture office, User user) =>
        office.Users.ChangeAsync(
            office.Account, user.Id, null, draft => draft with { Extension = "205" }, DirectoryFixture.Cancel);

    private static SqliteConnection LockFromOutside(DirectoryFixture office)
    {
        var connection = new SqliteConnection($"Data Source={new DataDirectory(office.Root).Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }
}
