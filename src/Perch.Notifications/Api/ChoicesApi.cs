using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary><c>/notification-choices</c>: one object, how the caller wants to hear of each kind.</summary>
internal static class ChoicesApi
{
    private static readonly NotificationKind[] Kinds = Enum.GetValues<NotificationKind>();

    public static void MapNotificationChoices(this IEndpointRouteBuilder api)
    {
        var choices = api.MapGroup("/notification-choices").WithTags("Notifications");
        choices.MapGet("/", FindAsync).WithSummary("How you want to hear of what").ProducesObject<ChoicesJson>();
        choices.MapPatch("/", ChangeAsync).WithSummary("Choose how you want to hear of what, by a merge patch")
            .Changes<ChoicesBody, ChoicesJson>();
    }

    private static async Task<IResult> FindAsync(ApiCaller caller, IPerchStore store, CancellationToken cancellation) =>
        caller.User is { } user
            ? Show(await store.ReadAsync((database, token) => OfAsync(database, user, token), cancellation))
            : OfAKey();

    private static async Task<IResult> ChangeAsync(
        JsonBody body, IfMatch ifMatch, ApiCaller caller, IPerchStore store, CancellationToken cancellation)
    {
        if (caller.User is not { } user)
        {
            return OfAKey();
        }

        Read(body, Kinds.ToDictionary(kind => kind, _ => Choice.Usual));

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var changed = await store.WriteAsync(
            async (database, token) =>
            {
                var now = await OfAsync(database, user, token);

                if (ifMatch.Version is { } seen && seen != VersionOf(now))
                {
                    return null;
                }

                var wanted = Read(body, now);
                await database.Set<NotificationChoiceRow>().Where(row => row.UserId == user.Value).ExecuteDeleteAsync(token);
                database.AddRange(wanted.Select(one => new NotificationChoiceRow
                {
                    UserId = user.Value,
                    AccountId = caller.Account.Value,
                    Kind = one.Key,
                    Bell = one.Value.Bell,
                    Mail = one.Value.Mail,
                }));
                return wanted;
            },
            committed: null,
            cancellation);

        return changed is null ? ApiProblem.PreconditionFailed() : Show(changed);
    }

    private static Dictionary<NotificationKind, Choice> Read(JsonBody body, Dictionary<NotificationKind, Choice> now) =>
        Kinds.ToDictionary(kind => kind, kind =>
        {
            var fields = body.Nested(FieldOf(kind));
            return new Choice(
                fields.Flag("bell", now[kind].Bell, Choice.Usual.Bell), fields.Flag("mail", now[kind].Mail, Choice.Usual.Mail));
        });

    private static async Task<Dictionary<NotificationKind, Choice>> OfAsync(
        DbContext database, UserId user, CancellationToken cancellation)
    {
        var chosen = await Audience.ChoicesAsync(database, [user.Value], cancellation);
        return Kinds.ToDictionary(kind => kind, kind => chosen.GetValueOrDefault((user.Value, kind), Choice.Usual));
    }

    private static IResult Show(Dictionary<NotificationKind, Choice> choices) =>
        ApiObject.Found(JsonOf(choices), VersionOf(choices));

    private static long VersionOf(Dictionary<NotificationKind, Choice> choices) => ContentVersion.Of(JsonOf(choices));

    private static ChoicesJson JsonOf(Dictionary<NotificationKind, Choice> choices) => new(
        choices[NotificationKind.PhoneOffline], choices[NotificationKind.Displaced], choices[NotificationKind.Locked],
        choices[NotificationKind.DiskFull], choices[NotificationKind.Alarm]);

    private static string FieldOf(NotificationKind kind) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static IResult OfAKey() => ApiProblem.Forbidden("An API key is nobody in particular: nobody is told anything.");
}

/// <summary>Each kind with how the caller hears of it.</summary>
internal sealed record ChoicesJson(Choice PhoneOffline, Choice Displaced, Choice Locked, Choice DiskFull, Choice Alarm);

/// <summary>What a request may set; it only documents.</summary>
internal sealed record ChoicesBody(
    ChoiceBody? PhoneOffline, ChoiceBody? Displaced, ChoiceBody? Locked, ChoiceBody? DiskFull, ChoiceBody? Alarm);

/// <summary>What a request may set of one kind; it only documents.</summary>
internal sealed record ChoiceBody(bool? Bell, bool? Mail);
