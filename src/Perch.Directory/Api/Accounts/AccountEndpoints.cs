using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/accounts</c>: the customers of the installation, for its operator.</summary>
internal static class AccountEndpoints
{
    private const string Path = PerchApi.Prefix + "/accounts";

    private static readonly ListOf<AccountRow> _list = new ListOf<AccountRow>(account => account.Id)
        .SortedBy("name", account => account.Name.ToLower())
        .SortedBy("realm", account => account.Realm)
        .SortedBy("updatedAt", account => account.UpdatedAt)
        .FilteredByText("name", account => account.Name)
        .FilteredByText("realm", account => account.Realm)
        .FilteredByFlag("enabled", account => account.Enabled)
        .SearchedIn(account => account.Name, account => account.Realm, account => account.Company);

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("/", ListAsync).WithSummary("All accounts").ProducesList<AccountJson>();
        accounts.MapGet("/{id:guid}", FindAsync).WithSummary("One account").ProducesObject<AccountJson>();
        accounts.MapPost("/", CreateAsync)
            .WithSummary("Add an account; log in with its name as account to fill it")
            .Creates<AccountBody, AccountJson>();
        accounts.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Change an account by a merge patch")
            .Changes<AccountBody, AccountJson>();
        accounts.MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Delete an account with everything in it").Deletes();
    }

    private static async Task<IResult> ListAsync(ListQuery query, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await store.ReadAsync((db, token) => plan.TakeAsync(db.Set<AccountRow>(), token), cancellation);
        return TypedResults.Ok(page.Select(account => AccountJson.Of(account.ToStored())));
    }

    private static async Task<IResult> FindAsync(Guid id, IAccountChanges accounts, CancellationToken cancellation) =>
        (await accounts.FindAsync(new(id), cancellation)).ToFound(AccountJson.Of);

    private static async Task<IResult> CreateAsync(
        JsonBody body, IAccountChanges accounts, CancellationToken cancellation)
    {
        var draft = AccountFields.Read(body, new());
        return body.Problem() ?? (await accounts.CreateAsync(draft, cancellation)).ToCreated(Path, AccountJson.Of);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, IAccountChanges accounts, CancellationToken cancellation)
    {
        AccountFields.Read(body, new());

        return body.Problem() ?? (await accounts.ChangeAsync(
            new(id), ifMatch.Version, now => AccountFields.Read(body, now), cancellation)).ToChanged(AccountJson.Of);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, IAccountChanges accounts, CancellationToken cancellation) =>
        (await accounts.DeleteAsync(new(id), ifMatch.Version, cancellation)).ToDeleted();
}
