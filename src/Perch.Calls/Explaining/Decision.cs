using Perch.Directory;

namespace Perch.Calls;

/// <summary>One thing that was decided, as it was decided: no words are made while a call runs.</summary>
/// <param name="What">What was decided.</param>
public readonly record struct Decision(Why What)
{
    /// <summary>The phone it is about.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>The person it is about.</summary>
    public UserId? User { get; init; }

    /// <summary>A name or number that is at hand, such as the program's; never a secret.</summary>
    public string? Text { get; init; }

    /// <summary>Since when it has been so, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Which of ID and PIN was wrong, and whom a lock keeps out: who could guess with it must not learn it.</summary>
    public static IReadOnlyCollection<Why> ForAdministrators { get; } = [Why.UnknownId, Why.WrongPin, Why.LockedOut];

    /// <summary>Whether this is why a call ended.</summary>
    public bool IsEnding => What is >= Why.CallerHungUp and <= Why.Finished;

    /// <summary>When it was decided; set by the call.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Short forms, so that a program says why in one line.</summary>
public static class DecisionVerbs
{
    public static void Because(this ICall call, Why what) => call.Because(new Decision(what));

    public static void Because(this ICall call, Why what, string text) => call.Because(new Decision(what) { Text = text });

    public static void Because(this ICall call, Why what, Device? device, UserId? user = null) =>
        call.Because(new Decision(what) { Device = device?.Id, User = user });

    public static void Because(this ICall call, Why what, User user) =>
        call.Because(new Decision(what) { User = user.Id });
}
