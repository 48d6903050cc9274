using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>How a desk and whoever sits there are said aloud.</summary>
internal sealed class DeskSpeech(IDirectory directory, IHotDesks hotDesks)
{
    /// <summary>"This is desk w 1. Extension 2 0 4 is logged in here."</summary>
    public IReadOnlyList<Prompt> Of(Device device) =>
        [DeskPrompts.ThisDesk, .. Spoken.Letters(device.Nickname), .. PeopleAt(device)];

    private IEnumerable<Prompt> PeopleAt(Device device)
    {
        if (hotDesks.OpenAt(device.Id) is { Count: > 0 } sessions)
        {
            return sessions.SelectMany(session => PersonSpeech.Of(directory.User(session.UserId)))
                .Append(DeskPrompts.Here);
        }

        return device.OwnerId is { } owner ? PersonSpeech.Of(directory.User(owner)) : [DeskPrompts.Nobody];
    }
}
