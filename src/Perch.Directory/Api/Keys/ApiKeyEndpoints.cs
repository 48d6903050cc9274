using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/api-keys</c>: what programs ask with.</summary>
internal static class ApiKeyEndpoints
{
    private const string Path = PerchApi.Prefix + "/api-keys";

    private static readonly ListOf<ApiKeyRow> _list = new ListOf<ApiKeyRow>(key => key.Id)
        .SortedBy("name", key => key.Name)
        .FilteredByText("name", key => key.Name)
        .FilteredByChoice("role", key => key.Role)
        .SearchedIn(key => key.Name);

    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys");
        keys.MapGet("/", ListAsync).WithSummary("API keys of the account, without the keys").ProducesList<ApiKeyJson>();
        keys.MapGet("/{id:guid}", FindAsync).WithSummary("One API key").ProducesObject<ApiKeyJson>();
        keys.MapPost("/", CreateAsync).WithSummary("Add a key; the answer is the only place that ever shows it")
            .WithSecretInAnswer().Creates<ApiKeyBody, NewApiKeyJson>();
        keys.MapDelete("/{id:guid}", DeleteAsync).WithSummary("End a key at once").Deletes();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = caller.Account.Value;
        var page = await store.ReadAsync(
            (db, token) => plan.TakeAsync(db.Set<ApiKeyRow>().Where(key => key.AccountId == account), token),
            cancellation);
        return TypedResults.Ok(page.Select(ApiKeyJson.Of));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ApiCaller caller, IPerchStore store, CancellationToken cancellation)
    {
        var account = caller.Account.Value;
        var row = await store.ReadAsync(
            (db, token) => db.Set<ApiKeyRow>().SingleOrDefaultAsync(key => key.AccountId == account && key.Id == id, token),
            cancellation);
        return row is null ? ApiProblem.NotFound() : ApiObject.Found(ApiKeyJson.Of(row), version: 1);
    }

    private static async Task<IResult> CreateAsync(
        JsonBody body, ApiCaller caller, ApiKeys keys, TimeProvider time, HttpResponse response)
    {
        var draft = Read(body, caller, time.GetUtcNow());

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var (row, key) = await keys.CreateAsync(caller, draft, response.HttpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";
        return ApiObject.Created($"{Path}/{row.Id}", new NewApiKeyJson(ApiKeyJson.Of(row), key.Value), version: 1);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, ApiCaller caller, ApiKeys keys, CancellationToken cancellation)
    {
        if (!ifMatch.Allows(1))
        {
            return ApiProblem.PreconditionFailed();
        }

        return await keys.DeleteAsync(caller.Account, id, cancellation)
            ? TypedResults.NoContent()
            : ApiProblem.NotFound();
    }

    private static ApiKeyDraft Read(JsonBody body, ApiCaller caller, DateTimeOffset now)
    {
        var role = body.Choice("role", Role.User, Role.User);
        var name = body.RequiredText("name", "", DirectoryLimits.TextMaxLength);
        var expires = ReadTime(body, now);
        var sites = SiteIds.Read(body, SiteSet.None);

        if (!caller.IsAtLeast(role))
        {
            body.Reject("role", "must not be above your own");
        }

        return new(name, role, sites, expires);
    }

    private static DateTimeOffset? ReadTime(JsonBody body, DateTimeOffset now)
    {
        if (body.Text("expiresAt", null, DirectoryLimits.TextMaxLength) is not { } text)
        {
            return null;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || time <= now)
        {
            body.Reject("expiresAt", "must be a time to come, such as 2027-01-01T00:00:00Z");
        }

        return time;
    }
}
