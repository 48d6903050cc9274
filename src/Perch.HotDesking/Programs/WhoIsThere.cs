using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Asks for the ID and the PIN until somebody is known, three times at most.</summary>
internal sealed class WhoIsThere(IDirectory directory, IPins pins)
{
    private const int MaxTries = 3;

    /// <summary>The person, who may hot desk; or null, and why has been said.</summary>
    public async Task<User?> AskAsync(ICall call, DialledEntry dialled)
    {
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var user = await TryAsync(call, attempt == 1 ? dialled : DialledEntry.Nothing);

            if (user is null)
            {
                await call.PlayAsync(DeskPrompts.Invalid);
                continue;
            }

            call.Language = directory.LanguageFor(user, call.Caller.Device);

            if (user is { Enabled: true, HotDesk.Enabled: true })
            {
                return user;
            }

            await call.PlayAsync(DeskPrompts.Disabled);
            return null;
        }

        await call.PlayAsync(DeskPrompts.TryLater);
        return null;
    }

    private async Task<User?> TryAsync(ICall call, DialledEntry dialled)
    {
        var id = dialled.Id ?? await call.AskDigitsAsync(IdQuestion(call.Account.Id));
        var user = id.Length > 0 ? directory.UserByHotDeskId(call.Account.Id, id) : null;

        if (id.Length == 0 || !AsksPin(user, call.Account.Id))
        {
            return user;
        }

        var pin = dialled.Pin ?? await call.AskDigitsAsync(PinQuestion);

        // A user without a PIN and nobody at all are checked against nothing, which takes as long.
        return pin.Length > 0 && await pins.VerifyAsync(user?.HotDesk.Pin, pin, call.Ended) ? user : null;
    }

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

    private static readonly DigitQuestion PinQuestion =
        new([DeskPrompts.EnterPin], DirectoryLimits.PinMaxDigits);
}
