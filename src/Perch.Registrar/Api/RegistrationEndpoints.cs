using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Registrar;

/// <summary>This module's part of the REST API.</summary>
public static class RegistrarApi
{
    private static readonly ListOf<RegistrationJson> _list = new ListOf<RegistrationJson>(row => row.Id)
        .SortedBy("nickname", row => row.Nickname)
        .SortedBy("expiresAt", row => row.ExpiresAt.Ticks)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByFlag("reachable", row => row.Reachable)
        .FilteredByFlag("behindNat", row => row.BehindNat)
        .SearchedIn(row => row.Nickname, row => row.Contact, row => row.UserAgent);

    public static void MapRegistrarApi(this IEndpointRouteBuilder api) => api
        .MapGet("/registrations", ListAsync)
        .WithTags("Registrations")
        .WithSummary("Phones that are registered now, and where")
        .ProducesList<RegistrationJson>();

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, RegistrarModule module, IDirectory directory, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var rows = Of(caller, module.Table, directory, module.Time.GetUtcNow());

        return TypedResults.Ok(await plan.TakeAsync(rows.AsQueryable(), cancellation));
    }

    private static List<RegistrationJson> Of(
        ApiCaller caller, BindingTable table, IDirectory directory, DateTimeOffset now)
    {
        List<RegistrationJson> rows = [];
        using var walk = table.Walk();

        while (walk.MoveNext())
        {
            if (directory.Device(walk.Current.Key) is { } device && device.AccountId == caller.Account
                && caller.Covers(device))
            {
                rows.AddRange(walk.Current.Value
                    .Where(binding => binding.IsAliveAt(now))
                    .Select(binding => RegistrationJson.Of(binding, device)));
            }
        }

        return rows;
    }
}

/// <summary>What the device's REST shows of its registrations.</summary>
internal sealed class DeviceRegistrations(RegistrarModule module) : IDeviceRegistrations
{
    public IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device)
    {
        var now = module.Time.GetUtcNow();

        return [.. module.Table.Of(device).Where(binding => binding.IsAliveAt(now)).Select(RegistrationJson.Shown)];
    }
}
