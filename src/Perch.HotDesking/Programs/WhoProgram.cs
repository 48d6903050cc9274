using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>*14</c>: which desk this is, who sits here, and how things stand for the one who does.</summary>
internal sealed class WhoProgram(
    IHotDesks hotDesks, DeskSpeech desks, OwnPhones phones, INewMessages messages, ILogger<WhoProgram> logger)
    : DeskStory(logger)
{
    public const string ProgramName = "hotdesk-who";

    public override string Name => ProgramName;

    public override string DefaultCode => "*14";

    public override bool TakesRest => false;

    protected override async Task<bool> TellAsync(ICall call, DialledEntry dialled)
    {
        if (call.Caller.Device is not { } device)
        {
            await call.PlayAsync(DeskPrompts.NotADesk);
            return false;
        }

        // Of several, none may hear how things stand for the others.
        var isShared = hotDesks.OpenAt(device.Id).Count > 1;
        var person = isShared ? null : call.Caller.User;

        await call.PlayAsync([.. desks.Of(device), .. Standing(person), DeskPrompts.Goodbye]);
        return true;
    }

    private IEnumerable<Prompt> Standing(User? person) => person is null
        ? []
        : [.. OwnPhones(person), .. NewMessages(person)];

    private IEnumerable<Prompt> OwnPhones(User person) => phones.AnyOn(person) switch
    {
        true => [DeskPrompts.OwnPhonesOn],
        false => [DeskPrompts.OwnPhonesOff],
        null => [],
    };

    private IEnumerable<Prompt> NewMessages(User person) => messages.CountOf(person.Id) is { } count
        ? [.. Spoken.Number(count), DeskPrompts.NewMessages(count)]
        : [];
}
