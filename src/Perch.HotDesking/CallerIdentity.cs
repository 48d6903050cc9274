using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// A call is from the occupant who logged in last, else from the phone's owner, else from the bare device.
/// </summary>
internal sealed class CallerIdentity(IDirectory directory, IHotDesks hotDesks) : ICallerIdentity
{
    public Caller Identify(Device device)
    {
        if (hotDesks.OpenAt(device.Id) is [.., var session] && directory.User(session.UserId) is { } occupant)
        {
            return As(occupant, device, session.Id) with { WithoutPin = session.Start.WithoutPin };
        }

        return device.OwnerId is { } owner && directory.User(owner) is { } person
            ? As(person, device, sessionId: null)
            : Bare(device);
    }

    private static Caller As(User user, Device device, Guid? sessionId)
    {
        var shown = user.CallerId.Internal;

        return new Caller(
            device,
            user,
            sessionId,
            shown is null || IsNumber(shown) ? user.DisplayName : shown,
            shown is not null && IsNumber(shown) ? shown : user.Extension ?? device.SipUsername);
    }

    private static Caller Bare(Device device)
    {
        var shown = device.CallerId.Internal;

        return new Caller(
            device,
            User: null,
            SessionId: null,
            shown is null || IsNumber(shown) ? device.Nickname : shown,
            shown is not null && IsNumber(shown) ? shown : device.SipUsername);
    }

    // One field of the API names the caller: what can be dialled back is the number, anything else the name.
    private static bool IsNumber(string shown) =>
        shown.Length > 0 && shown.All(character => char.IsAsciiDigit(character) || character is '+' or '*' or '#');
}
