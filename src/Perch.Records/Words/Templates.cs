using System.Collections.Frozen;
using Perch.Calls;

namespace Perch.Records;

/// <summary>
/// The words for each decision. <c>{phone}</c>, <c>{person}</c>, <c>{text}</c> and <c>{since}</c> are filled in; every
/// sentence says what a person can look at or do.
/// </summary>
internal static class Templates
{
    private static readonly FrozenDictionary<Why, string> _words = new Dictionary<Why, string>
    {
        [Why.DialledExtension] = "What was dialled is the extension of {person}.",
        [Why.DialledCallflow] = "What was dialled leads to the callflow “{text}”.",
        [Why.DialledCode] = "What was dialled is the feature code of {text}.",
        [Why.DialledEmergency] = "What was dialled is an emergency number.",
        [Why.DialledUnknown] = "Nothing in this account has the number that was dialled.",
        [Why.ServerCalls] = "The server itself placed this call.",

        [Why.UserCalled] = "{person} is called: their own phones that are on, and the desks where they are logged in.",
        [Why.UserDisabled] = "Nothing rings: {person} is disabled.",
        [Why.UserGone] = "Nothing rings: the person that the callflow names does not exist any more.",
        [Why.CallsThemselves] = "Nothing rings: {person} called themselves from a phone they are at.",
        [Why.OwnPhone] = "{phone} is to ring: it belongs to the person called and is switched on.",
        [Why.Desk] = "{phone} is to ring: the person called is logged in there.",
        [Why.SwitchedOff] = "{phone} does not ring: its owner's phones were switched off{since}; *13 switches them on.",
        [Why.GuestIsHere] = "{phone} does not ring: a guest, {person}, is logged in there, so its owner's calls go elsewhere.",
        [Why.DeviceDisabled] = "{phone} does not ring: it is disabled.",
        [Why.DeviceCalled] = "{phone} is called, whoever sits there.",
        [Why.IsCalling] = "{phone} does not ring: it is the phone that made this call.",
        [Why.NeverRegistered] = "{phone} does not ring: it is not registered, and was not since the server started.",
        [Why.NotRegistered] = "{phone} does not ring: no registration{since}, because {text}.",
        [Why.NoPhone] = "There is no phone that could ring.",

        [Why.Rings] = "{phone} was sent the call.",
        [Why.Answered] = "{phone} answered.",
        [Why.AnsweredElsewhere] = "{phone} stopped ringing: the call was answered elsewhere.",
        [Why.Busy] = "{phone} was busy.",
        [Why.Declined] = "{phone} declined the call for all phones.",
        [Why.NoAnswer] = "{phone} was not answered in time.",
        [Why.Unreachable] = "{phone} could not be reached: {text}.",
        [Why.Redirected] = "{phone} asked to send the call elsewhere.",
        [Why.NoAudioPort] = "{phone} was not called: the server had no audio port left.",
        [Why.Stopped] = "{phone} stopped ringing: nobody waited for it any more.",

        [Why.ProgramRuns] = "The step “{text}” runs.",
        [Why.ProgramMissing] = "The callflow names a step “{text}” that does not exist.",
        [Why.CallflowLoop] = "The callflows led round in a circle and were stopped at “{text}”.",
        [Why.NotADesk] = "No log-in: {phone} is not a desk; use another, or let an administrator make it one (hotDeskUse).",
        [Why.NothingEntered] = "No log-in: nothing was entered; type the hot desk ID, then the PIN.",
        [Why.UnknownId] = "No log-in: nobody here has the ID that was given; the right one is in the person's profile.",
        [Why.WrongPin] = "No log-in: the PIN for {person} was wrong; try again, or let an administrator set a new one.",
        [Why.LockedOut] = "No log-in: too many tries were wrong; wait, or let an administrator clear the lock (/lockouts).",
        [Why.TooManyTries] = "No log-in: no more tries in this call; dial again.",
        [Why.HotDeskingOff] = "No log-in: hot desking is off for {person}; an administrator switches it on in their profile.",
        [Why.Occupied] = "No log-in: somebody else is logged in at {phone}; confirm to take over, or use another desk.",
        [Why.OccupiedRefused] =
            "No log-in: somebody else is logged in at {phone}, which may not be taken over; use another desk.",
        [Why.ElsewhereRefused] = "No log-in: {person} is logged in at another desk and must log out there first.",
        [Why.LoggedIn] = "{person} logged in at {phone}.",
        [Why.AlreadyHere] = "{person} was logged in at {phone} already.",
        [Why.LoggedOut] = "{person} logged out at {phone}.",
        [Why.NobodyHere] = "Nobody was logged in at {phone}.",
        [Why.DatabaseAway] = "Nothing was changed: the database could not be written.",
        [Why.MayNotCall] = "The call was refused: while nobody is logged in at {phone}, it may not call that number.",
        [Why.NeedsPin] = "The call was refused: whoever is logged in at {phone} did so without a PIN; outside calls need one.",
        [Why.NoEmergencyTrunk] = "No trunk for emergency calls is configured, so the call could not leave.",

        [Why.CallerHungUp] = "The caller hung up.",
        [Why.CallerGaveUp] = "The caller gave up before anybody answered.",
        [Why.CallerLost] = "The caller's phone fell silent and did not answer any more.",
        [Why.CalledHungUp] = "The called side hung up.",
        [Why.CalledLost] = "The called phone did not answer any more.",
        [Why.NoSuchNumber] = "The caller was told that there is no such number.",
        [Why.Unavailable] = "The caller was told that nobody is available.",
        [Why.AllBusy] = "The caller was told that everybody is busy.",
        [Why.Refused] = "The caller was told that the call was declined.",
        [Why.Forbidden] = "The caller was told that this call is not allowed.",
        [Why.Failed] = "The call failed; the log of the server says more.",
        [Why.Silent] = "The call was ended because no audio came from either side.",
        [Why.EndedByServer] = "The call was ended by an administrator, a program, or the stop of the server.",
        [Why.Finished] = "The call was over.",
    }.ToFrozenDictionary();

    public static string Of(Why what) => _words.GetValueOrDefault(what) ?? what.ToString();
}
