using System.Text.Json.Serialization;
using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>A live call.</summary>
/// <param name="Dialled">Without anything secret.</param>
/// <param name="DeviceId">The phone that calls, and <paramref name="UserId"/> who calls from it.</param>
/// <param name="ConnectedDeviceId">The phone it talks to; null while it rings or hears a program.</param>
internal sealed record CallJson(
    Guid Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    CallPhase State,
    string Dialled,
    CallerJson Caller,
    Guid? UserId,
    Guid? DeviceId,
    Guid? HotDeskSessionId,
    Guid? ConnectedDeviceId)
{
    /// <summary>With <c>expand=user</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? User { get; init; }

    /// <summary>With <c>expand=device</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Device { get; init; }

    public CallJson With(Expanded expanded) => this with
    {
        User = expanded.User(UserId),
        Device = expanded.Device(DeviceId),
    };

    public static CallJson Of(SipCall call) => new(
        call.Id.Value,
        call.StartedAt,
        call.AnsweredAt,
        call.Phase,
        call.Dialled,
        new(call.Caller.Name, call.Caller.Number),
        call.Caller.User?.Id.Value,
        call.Caller.Device?.Id.Value,
        call.Caller.SessionId,
        call.ConnectedTo?.Id.Value);
}

/// <summary>Who the called person sees.</summary>
internal sealed record CallerJson(string Name, string Number);

/// <summary>How far a call is.</summary>
internal enum CallPhase
{
    /// <summary>Not answered, and nobody is rung.</summary>
    Beginning,

    Ringing,

    /// <summary>Answered by a program.</summary>
    Answered,

    Talking,
}
