using Microsoft.EntityFrameworkCore;
using Perch.Directory;
using Perch.HotDesking;

namespace Perch.Callflows.Tests.Rest;

/// <summary>
/// Callflows of a deleted account once stayed in the database and in memory: only the directory's own rows went.
/// </summary>
public sealed class DeletingAnAccount : IAsyncLifetime
{
    private readonly RestServer _server = new();
    private RestClient _acme = null!;
    private Guid _account;
    private Guid _carol;
    private Guid _door;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _account = await _server.Admin.CreateAsync("/accounts", new { name = "acme", realm = "acme.test" });
        _acme = await _server.LogInAsync("admin", account: "acme");
        await FillAsync(_acme);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Nothing_of_it_is_left_but_the_ledger_whose_sessions_are_ended()
    {
        Assert.Equal(204, (await _server.Admin.DeleteAsync($"/accounts/{_account}")).Status);

        Assert.Equal(401, (await _acme.GetAsync("/callflows")).Status);
        Assert.Empty(_server.Get<CallflowBook>().Of(new AccountId(_account)).ById);
        Assert.Empty(_server.Get<IHotDesks>().OpenOf(new UserId(_carol)));
        Assert.Equal(["hot_desk_sessions"], await TablesThatNameTheAccountAsync());
        Assert.Equal(["Deleted"], await EndReasonsAsync());
    }

    [Fact]
    public async Task What_another_account_has_stays()
    {
        await FillAsync(_server.Admin);

        await _server.Admin.DeleteAsync($"/accounts/{_account}");

        Assert.Single((await _server.Admin.GetAsync("/callflows")).Items);
        Assert.Single((await _server.Admin.GetAsync("/hot-desk-sessions?open=true")).Items);
        Assert.Equal(200, (await _server.Admin.GetAsync("/feature-codes")).Status);
    }

    [Fact]
    public async Task A_deletion_that_fails_takes_nothing()
    {
        var refused = await _server.Admin.DeleteAsync(
            $"/accounts/{_server.Get<IDirectory>().DefaultAccount.Id.Value}");

        Assert.Equal(409, refused.Status);
        Assert.Single((await _acme.GetAsync("/callflows")).Items);
        Assert.Single((await _acme.GetAsync("/hot-desk-sessions?open=true")).Items);
    }

    private async Task FillAsync(RestClient account)
    {
        await account.CreateAsync("/sites", new { name = "Berlin" });
        _carol = await account.CreateAsync(
            "/users",
            new { username = "carol", extension = "204", hotDesk = new { enabled = true, id = "204" } });
        _door = await account.CreateAsync("/devices", new { nickname = "door", sip = new { username = "door" } });
        await account.CreateAsync("/hot-desk-sessions", new { userId = _carol, deviceId = _door });
        await account.PutAsync("/feature-codes/hotdesk-login", new { code = "*71", enabled = true });
        await account.CreateAsync(
            "/callflows",
            new { name = "Log in", numbers = new[] { "*801" }, flow = new { program = "hotdesk-login" } });
    }

    private Task<List<string>> EndReasonsAsync() => _server.Get<IPerchStore>().ReadAsync(
        (database, token) => database.Database.SqlQuery<string>(
            $"SELECT end_reason AS Value FROM hot_desk_sessions WHERE account_id = {_account}").ToListAsync(token),
        TestContext.Current.CancellationToken);

    /// <summary>Asks every table that has a column for the account, so that a new module cannot be forgotten.</summary>
    private Task<List<string>> TablesThatNameTheAccountAsync() => _server.Get<IPerchStore>().ReadAsync(
        async (database, token) =>
        {
            List<string> found = [];

            foreach (var table in database.Model.GetEntityTypes()
                .Where(entity => entity.FindProperty("AccountId") is not null)
                .Select(entity => entity.GetTableName()!))
            {
                var sql = $"SELECT count(*) AS Value FROM {table} WHERE account_id = {{0}}";
                var count = await database.Database.SqlQueryRaw<int>(sql, _account).SingleAsync(token);

                if (count > 0)
                {
                    found.Add(table);
                }
            }

            return found;
        },
        TestContext.Current.CancellationToken);
}
