using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>/desks</c>: every desk with what it is doing and who sits there, as of this moment.</summary>
internal static class DesksApi
{
    private static readonly ListOf<DeskJson> List = new ListOf<DeskJson>(desk => desk.Id)
        .SortedBy("nickname", desk => desk.Nickname.ToLower())
        .FilteredByText("nickname", desk => desk.Nickname)
        .FilteredByChoice("state", desk => desk.State)
        .FilteredById("siteId", desk => desk.SiteId)
        .FilteredByFlag("occupied", desk => desk.Occupants.Count > 0)
        .FilteredBy("user", value => Guid.TryParse(value, out var user) ? desk => desk.Seats(user) : null, "must be an id")
        .SearchedIn(desk => desk.Words);

    public static void MapDesks(this IEndpointRouteBuilder api)
    {
        // Where colleagues sit is location data.
        var desks = api.MapGroup("/desks").WithTags("Hot desking");
        desks.MapGet("", ListAsync).WithSummary("Every desk, with who sits there").ProducesList<DeskJson>();
        desks.MapGet("/{id:guid}", Find).WithSummary("One desk").ProducesObject<DeskJson>();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, DeskView view, CancellationToken cancellation) =>
        List.TryRead(query, out var plan, out var problem)
            ? TypedResults.Ok(await plan.TakeAsync(view.DesksOf(caller).AsQueryable(), cancellation))
            : problem;

    private static IResult Find(Guid id, ApiCaller caller, DeskView view) =>
        view.Find(caller, new(id)) is { } desk ? ApiObject.Found(desk, ContentVersion.Of(desk)) : ApiProblem.NotFound();
}

/// <summary>Puts together what directory, sessions and telephony know of desks.</summary>
internal sealed class DeskView(
    IDirectory directory, IHotDesks hotDesks, DeskStates states, LogOutSchedule schedule)
{
    public IEnumerable<DeskJson> DesksOf(ApiCaller caller) =>
        directory.Devices(caller.Account).Where(caller.Covers).Where(IsDesk).Select(Show);

    /// <summary>Null for a device that is no desk of the account.</summary>
    public DeskJson? Find(ApiCaller caller, DeviceId id) =>
        directory.Device(id) is { } device && device.AccountId == caller.Account && caller.Covers(device) && IsDesk(device)
            ? Show(device)
            : null;

    private bool IsDesk(Device device) => DeskRule.WouldBeDesk(device, directory.PolicyOf(device));

    private DeskJson Show(Device desk)
    {
        var sessions = hotDesks.OpenAt(desk.Id);
        var due = sessions.Select(schedule.DueOf).OfType<LogOutDue>().MinBy(next => next.At);

        return new(
            desk.Id.Value, desk.Nickname, desk.SiteId?.Value, states.Of(desk), [.. sessions.Select(Show)], due?.At,
            due?.Reason);
    }

    private OccupantJson Show(HotDeskSession session) => new(
        session.UserId.Value,
        directory.User(session.UserId)?.DisplayName ?? "",
        session.Start.At,
        session.Start.How);
}
