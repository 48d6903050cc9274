using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Asks for the ID and the PIN until somebody is known, three times at most.</summary>
internal sealed class WhoIsThere(IDirectory directory, PinCheck check, Refusals refusals)
{
    private const int MaxTries = 3;

    private static readonly DigitQuestion PinQuestion =
        new([DeskPrompts.EnterPin], DirectoryLimits.PinMaxDigits);

    /// <summary>The person, who may hot desk; or null, and why has been said.</summary>
    public Task<User?> AskAsync(ICall call, DialledEntry dialled) => AskAsync(call, dialled, pinAlways: false);

    /// <summary>The same for what nobody may do without a PIN: whoever has none is as wrong as a stranger.</summary>
    public Task<User?> AskWithPinAsync(ICall call, DialledEntry dialled) => AskAsync(call, dialled, pinAlways: true);

    /// <summary>Whether a known person is the one at the phone: asks for the PIN alone, where they need one.</summary>
    public async Task<bool> ProveAsync(ICall call, User user)
    {
        if (!user.HotDesk.RequirePin)
        {
            return true;
        }

        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var pin = await call.AskDigitsAsync(PinQuestion);

            switch (await CheckAsync(call, user, id: "", pin))
            {
                case PinVerdict.Right:
                    return true;
                case PinVerdict.Locked:
                    await call.PlayAsync(DeskPrompts.TryLater);
                    return false;
                default:
                    await call.PlayAsync(DeskPrompts.Invalid);
                    break;
            }
        }

        await call.PlayAsync(DeskPrompts.TryLater);
        return false;
    }

    private async Task<User?> AskAsync(ICall call, DialledEntry dialled, bool pinAlways)
    {
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var (verdict, user) = await TryAsync(call, attempt == 1 ? dialled : DialledEntry.Nothing, pinAlways);

            if (verdict is PinVerdict.Right && user is not null)
            {
                return await WelcomeAsync(call, user);
            }

            if (verdict is PinVerdict.Locked)
            {
                break;
            }

            await call.PlayAsync(DeskPrompts.Invalid);
        }

        call.Because(Why.TooManyTries);
        await call.PlayAsync(DeskPrompts.TryLater);
        return null;
    }

    private async Task<User?> WelcomeAsync(ICall call, User user)
    {
        call.Language = directory.LanguageFor(user, call.Caller.Device);

        if (user is { Enabled: true, HotDesk.Enabled: true })
        {
            return user;
        }

        refusals.AtPhone(call, Why.HotDeskingOff, user, isProven: true);
        await call.PlayAsync(DeskPrompts.Disabled);
        return null;
    }

    private async Task<(PinVerdict Verdict, User? User)> TryAsync(ICall call, DialledEntry dialled, bool pinAlways)
    {
        var id = dialled.Id ?? await call.AskDigitsAsync(IdQuestion(call.Account.Id));

        if (id.Length == 0)
        {
            refusals.AtPhone(call, Why.NothingEntered);
            return (PinVerdict.Wrong.Only, null);
        }

        var user = directory.UserByHotDeskId(call.Account.Id, id);
        var pin = pinAlways || AsksPin(user, call.Account.Id)
            ? dialled.Pin ?? await call.AskDigitsAsync(PinQuestion)
            : null;

        return (await CheckAsync(call, user, id, pin), user);
    }

    // An empty entry is a try, but not a wrong PIN: nobody guesses by pressing nothing.
    private async Task<PinVerdict> CheckAsync(ICall call, User? user, string id, string? pin)
    {
        var verdict = pin is ""
            ? PinVerdict.Wrong.Only
            : await check.CheckAsync(PinClaim.AtPhone(call.Account, user, id, pin, call.Caller.Device), call.Ended);

        if (WhyNot(verdict, user) is { } why)
        {
            refusals.AtPhone(call, why, user);
        }

        return verdict;
    }

    /// <summary>Which of ID and PIN was wrong is kept for administrators alone.</summary>
    private static Why? WhyNot(PinVerdict verdict, User? user) => verdict switch
    {
        PinVerdict.Locked => Why.LockedOut,
        PinVerdict.Wrong => user is null ? Why.UnknownId : Why.WrongPin,
        _ when user is null => Why.UnknownId,
        _ => null,
    };

    // An unknown ID asks too, so that a caller cannot learn which IDs exist.
    private bool AsksPin(User? user, AccountId account) =>
        user?.HotDesk.RequirePin ?? directory.Users(account).Any(someone => someone.HotDesk.RequirePin);

    private DigitQuestion IdQuestion(AccountId account)
    {
        var lengths = directory.Users(account)
            .Select(user => user.HotDesk.Id?.Length).OfType<int>().Distinct().Take(2).ToArray();

        return new DigitQuestion(
            [DeskPrompts.EnterId], DirectoryLimits.HotDeskIdMaxDigits, lengths is [var all] ? all : null);
    }
}
