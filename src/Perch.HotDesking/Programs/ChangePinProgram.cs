using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// <c>*15</c>: a person gives their PIN and chooses another. The first PIN comes from an administrator: else whoever
/// knows an ID could choose one for somebody who has none.
/// </summary>
internal sealed class ChangePinProgram(
    IPinChanges changes, WhoIsThere whoIsThere, ILogger<ChangePinProgram> logger) : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-change-pin";

    private const int MaxTries = 3;

    private static readonly DigitQuestion New = new([DeskPrompts.PinNew], DirectoryLimits.PinMaxDigits);
    private static readonly DigitQuestion Again = new([DeskPrompts.PinAgain], DirectoryLimits.PinMaxDigits);

    public override string Name => ProgramName;

    public override string DefaultCode => "*15";

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled) =>
        await whoIsThere.AskWithPinAsync(call, dialled) is { } user && await ChangeAsync(call, user);

    private async Task<bool> ChangeAsync(ICall call, User user)
    {
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            if (await TryAsync(call, user) is not { } fault)
            {
                await call.PlayAsync(DeskPrompts.PinChanged, DeskPrompts.Goodbye);
                return true;
            }

            await call.PlayAsync(fault);
        }

        await call.PlayAsync(DeskPrompts.TryLater);
        return false;
    }

    /// <summary>Null when the PIN is changed; else what to say.</summary>
    private async Task<Prompt?> TryAsync(ICall call, User user)
    {
        var pin = await call.AskDigitsAsync(New);

        if (pin.Length == 0)
        {
            return DeskPrompts.Invalid;
        }

        // Before it is typed once more: nobody should do that in vain.
        if (PinRules.Check(pin, user.HotDesk.Id, user.Extension) is not null)
        {
            return DeskPrompts.PinWeak;
        }

        if (await call.AskDigitsAsync(Again) != pin)
        {
            return DeskPrompts.Invalid;
        }

        // Typed twice, it counts even if they hang up now.
        return await changes.ChangeAsync(user, new Secret(pin), CancellationToken.None) ? null : DeskPrompts.PinWeak;
    }
}
