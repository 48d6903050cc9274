using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>POST /hot-desk-sessions</c>: logs oneself in with one's PIN, or, as receptionist, anybody.</summary>
internal sealed class LogInEndpoint(
    IDirectory directory, IHotDesks hotDesks, PinCheck check, Refusals refusals, TimeProvider time)
{
    public async Task<IResult> RunAsync(
        JsonBody body, ApiCaller caller, string address, CancellationToken cancellation)
    {
        var userId = body.RequiredId("userId", default);
        var deviceId = body.RequiredId("deviceId", default);
        var takeover = body.Flag("takeover", current: false);
        var pin = body.Secret("pin", DirectoryLimits.PinMinDigits, DirectoryLimits.PinMaxDigits);

        if (body.Problem() is { } wrong)
        {
            return wrong;
        }

        // Before anything is looked up: one answer about all others, or anybody could learn which ids exist.
        if (Forbidden(caller, new UserId(userId), takeover) is { } forbidden)
        {
            return forbidden;
        }

        var user = PersonOf(caller, new(userId));
        var desk = DeviceOf(caller, new(deviceId));
        var refusal = new Refusal(caller.Account, Why.UnknownId, HowOf(caller, new(userId)))
        {
            User = user?.Id, Device = desk?.Id, By = caller.User,
        };

        if (user is null || desk is null)
        {
            return Refuse(refusal with { Why = user is null ? Why.UnknownId : Why.NotADesk }, Missing(user, desk));
        }

        if (!caller.IsAtLeast(Role.Receptionist) && user.HotDesk.RequirePin
            && await RefusePinAsync(refusal, user, pin ?? "", address, cancellation) is { } refused)
        {
            return refused;
        }

        var request = new LogInRequest(desk.Id, user.Id, refusal.How, caller.User)
        {
            TakeOver = takeover ? TakeOver.Anybody : TakeOver.Nobody,
        };

        return Answer(refusal, await hotDesks.LogInAsync(request, cancellation));
    }

    private User? PersonOf(ApiCaller caller, UserId id) =>
        directory.User(id) is { } user && user.AccountId == caller.Account ? user : null;

    private Device? DeviceOf(ApiCaller caller, DeviceId id) =>
        directory.Device(id) is { } device && device.AccountId == caller.Account && caller.Covers(device) ? device : null;

    private static IResult Missing(User? user, Device? desk)
    {
        var errors = new FieldErrors();

        if (user is null)
        {
            errors.Add("userId", "is not a user of this account");
        }

        if (desk is null)
        {
            errors.Add("deviceId", "is not a device of this account, or not at one of your sites");
        }

        return ApiProblem.BadInput(errors);
    }

    private static IResult? Forbidden(ApiCaller caller, UserId user, bool takeover)
    {
        if (caller.IsAtLeast(Role.Receptionist))
        {
            return null;
        }

        return caller.Is(user) && !takeover
            ? null
            : ApiProblem.Forbidden("Only a receptionist may log others in, or take a desk over for somebody.");
    }

    /// <summary>The answer names the refusal, so that whoever got it can have it explained.</summary>
    private IResult Refuse(Refusal refusal, IResult problem) => problem.With("refusalId", refusals.OverRest(refusal));

    // 429 says that nothing was looked at, so it is the same for a right PIN and a wrong one.
    private async Task<IResult?> RefusePinAsync(
        Refusal refusal, User user, string pin, string address, CancellationToken cancellation)
    {
        var account = directory.Account(user.AccountId)!;

        return await check.CheckAsync(PinClaim.OverRest(account, user, pin, address), cancellation) switch
        {
            PinVerdict.Right => null,
            PinVerdict.Locked locked => Refuse(
                refusal with { Why = Why.LockedOut }, ApiProblem.TooMany(locked.Until - time.GetUtcNow())),
            _ => Refuse(refusal with { Why = Why.WrongPin }, WrongPin()),
        };
    }

    private static IResult WrongPin()
    {
        var errors = new FieldErrors();
        errors.Add("pin", "is not right");
        return ApiProblem.Of(StatusCodes.Status403Forbidden, "That PIN is not right.", errors);
    }

    private static StartedHow HowOf(ApiCaller caller, UserId user) => caller.Proof switch
    {
        ApiProof.ApiKey => StartedHow.Api,
        ApiProof.Login => caller.Is(user) ? StartedHow.Web : StartedHow.Admin,
    };

    private IResult Answer(Refusal refusal, LogInResult result) => result.Outcome switch
    {
        LogInOutcome.LoggedIn => ApiObject.Created(
            $"/api/v1/hot-desk-sessions/{result.Session!.Id}", SessionJson.Of(result.Session), version: 1),
        LogInOutcome.AlreadyHere => ApiObject.Found(SessionJson.Of(result.Session!), version: 1),
        _ => Refuse(refusal with { Why = Refusals.ReasonOf(result.Outcome) }, Conflict(result)),
    };

    private IResult Conflict(LogInResult result) => result.Outcome switch
    {
        LogInOutcome.Occupied => ApiProblem.Conflict("deviceId", $"is occupied by {Names(result.Occupants)}"),
        LogInOutcome.OccupiedRefused => ApiProblem.Conflict(
            "deviceId", $"is occupied by {Names(result.Occupants)} and cannot be taken over"),
        LogInOutcome.ElsewhereRefused => ApiProblem.Conflict(
            "userId", "is logged in at another desk and must log out there first"),
        LogInOutcome.NotADesk => ApiProblem.Conflict("deviceId", "is not a desk"),
        LogInOutcome.Disabled => ApiProblem.Conflict("userId", "may not hot desk"),
        var other => throw new InvalidOperationException($"{other} is no conflict."),
    };

    private string Names(IReadOnlyList<UserId> people) =>
        string.Join(", ", people.Select(person => directory.User(person)?.DisplayName ?? "somebody"));
}
