using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>POST /hot-desk-sessions</c>: logs oneself in with one's PIN, or, as receptionist, anybody.</summary>
internal sealed class LogInEndpoint(IDirectory directory, IHotDesks hotDesks, PinCheck check, TimeProvider time)
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

        var user = directory.User(new UserId(userId));
        var device = directory.Device(new DeviceId(deviceId));

        if (Missing(user, device, caller) is { } missing)
        {
            return missing;
        }

        if (!caller.IsAtLeast(Role.Receptionist) && user!.HotDesk.RequirePin
            && await RefusePinAsync(user, pin ?? "", address, cancellation) is { } refusal)
        {
            return refusal;
        }

        var request = new LogInRequest(device!.Id, user!.Id, HowOf(caller, user), caller.User)
        {
            TakeOver = takeover ? TakeOver.Anybody : TakeOver.Nobody,
        };

        return Answer(await hotDesks.LogInAsync(request, cancellation));
    }

    private static IResult? Missing(User? user, Device? device, ApiCaller caller)
    {
        var errors = new FieldErrors();

        if (user?.AccountId != caller.Account)
        {
            errors.Add("userId", "is not a user of this account");
        }

        if (device?.AccountId != caller.Account || !caller.Covers(device))
        {
            errors.Add("deviceId", "is not a device of this account, or not at one of your sites");
        }

        return errors.Any ? ApiProblem.BadInput(errors) : null;
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

    // 429 says that nothing was looked at, so it is the same for a right PIN and a wrong one.
    private async Task<IResult?> RefusePinAsync(
        User user, string pin, string address, CancellationToken cancellation)
    {
        var account = directory.Account(user.AccountId)!;

        return await check.CheckAsync(PinClaim.OverRest(account, user, pin, address), cancellation) switch
        {
            PinVerdict.Right => null,
            PinVerdict.Locked locked => ApiProblem.TooMany(locked.Until - time.GetUtcNow()),
            _ => WrongPin(),
        };
    }

    private static IResult WrongPin()
    {
        var errors = new FieldErrors();
        errors.Add("pin", "is not right");
        return ApiProblem.Of(StatusCodes.Status403Forbidden, "That PIN is not right.", errors);
    }

    private static StartedHow HowOf(ApiCaller caller, User user) => caller.Proof switch
    {
        ApiProof.ApiKey => StartedHow.Api,
        ApiProof.Login => caller.Is(user.Id) ? StartedHow.Web : StartedHow.Admin,
    };

    private IResult Answer(LogInResult result) => result.Outcome switch
    {
        LogInOutcome.LoggedIn => ApiObject.Created(
            $"/api/v1/hot-desk-sessions/{result.Session!.Id}", SessionJson.Of(result.Session), version: 1),
        LogInOutcome.AlreadyHere => ApiObject.Found(SessionJson.Of(result.Session!), version: 1),
        LogInOutcome.Occupied => ApiProblem.Conflict("deviceId", $"is occupied by {Names(result.Occupants)}"),
        LogInOutcome.OccupiedRefused => ApiProblem.Conflict(
            "deviceId", $"is occupied by {Names(result.Occupants)} and cannot be taken over"),
        LogInOutcome.ElsewhereRefused => ApiProblem.Conflict(
            "userId", "is logged in at another desk and must log out there first"),
        LogInOutcome.NotADesk => ApiProblem.Conflict("deviceId", "is not a desk"),
        LogInOutcome.Disabled => ApiProblem.Conflict("userId", "may not hot desk"),
    };

    private string Names(IReadOnlyList<UserId> people) =>
        string.Join(", ", people.Select(person => directory.User(person)?.DisplayName ?? "somebody"));
}
