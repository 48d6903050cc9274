namespace Perch.Phone;

/// <summary>One step of a script. Each is what a person at the phone would do, or look for.</summary>
internal abstract record ScriptCommand
{
    public sealed record Register : ScriptCommand;

    public sealed record Unregister : ScriptCommand;

    public sealed record Dial(string Number) : ScriptCommand;

    public sealed record Answer : ScriptCommand;

    public sealed record EarlyMedia : ScriptCommand;

    public sealed record Reject(int Status) : ScriptCommand;

    public sealed record Redirect(string Number) : ScriptCommand;

    public sealed record HangUp : ScriptCommand;

    public sealed record Hold : ScriptCommand;

    public sealed record Resume : ScriptCommand;

    public sealed record Send(string Keys, DigitMethod Method) : ScriptCommand;

    public sealed record Play(string File) : ScriptCommand;

    public sealed record Record(string File) : ScriptCommand;

    public sealed record StopRecording : ScriptCommand;

    public sealed record Wait(TimeSpan Duration) : ScriptCommand;

    /// <param name="Detail">A status for <see cref="Expected.Ended"/>, keys for <see cref="Expected.Keys"/>; else empty.</param>
    public sealed record Expect(Expected What, string Detail, TimeSpan Within) : ScriptCommand;

    public sealed record Say(string Text) : ScriptCommand;
}

/// <summary>What a script can look for; the words are the members' in lower case.</summary>
internal enum Expected
{
    Registered,

    /// <summary>This phone rings, or hears the other end ring.</summary>
    Ringing,
    Early,
    Answered,
    Ended,
    Held,

    /// <summary>Neither on hold nor held, in an answered call.</summary>
    Talking,
    Keys,

    /// <summary>For the whole time no call comes in.</summary>
    Silence,
}
