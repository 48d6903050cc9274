namespace Perch.Calls;

/// <summary>
/// What may be decided while a call runs. The names are kept in call records and shown by the API: append, never rename.
/// The words for people are made when somebody asks.
/// </summary>
public enum Why
{
    // What was dialled.
    DialledExtension,
    DialledCallflow,
    DialledCode,
    DialledEmergency,
    DialledUnknown,
    ServerCalls,

    // Who is asked to ring, and who is not.
    UserCalled,
    UserDisabled,
    UserGone,
    CallsThemselves,
    OwnPhone,
    Desk,
    SwitchedOff,
    GuestIsHere,
    DeviceDisabled,
    DeviceCalled,
    IsCalling,
    NeverRegistered,
    NotRegistered,
    NoPhone,

    // What became of each phone that was asked.
    Rings,
    Answered,
    AnsweredElsewhere,
    Busy,
    Declined,
    NoAnswer,
    Unreachable,
    Redirected,
    NoAudioPort,
    Stopped,

    // Features.
    ProgramRuns,
    ProgramMissing,
    CallflowLoop,
    NotADesk,
    NothingEntered,
    UnknownId,
    WrongPin,
    LockedOut,
    TooManyTries,
    HotDeskingOff,
    Occupied,
    OccupiedRefused,
    ElsewhereRefused,
    LoggedIn,
    AlreadyHere,
    LoggedOut,
    NobodyHere,
    DatabaseAway,
    MayNotCall,
    NeedsPin,
    NoEmergencyTrunk,

    // Why it ended.
    CallerHungUp,
    CallerGaveUp,
    CallerLost,
    CalledHungUp,
    CalledLost,
    NoSuchNumber,
    Unavailable,
    AllBusy,
    Refused,
    Forbidden,
    Failed,
    Silent,
    EndedByServer,
    Finished,
}
