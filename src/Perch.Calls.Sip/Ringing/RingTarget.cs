using Perch.Directory;
using Perch.Registrar;

namespace Perch.Calls.Sip;

/// <summary>One contact that is rung.</summary>
internal sealed record RingTarget(Device Device, DeviceBinding Binding)
{
    /// <summary>Rung because another phone of the round sent the call here; it may not send it on.</summary>
    public bool IsRedirected { get; init; }
}

/// <summary>What became of one target that did not answer.</summary>
internal enum TargetOutcome
{
    Busy,

    /// <summary>600 or 603: for all of the user's phones.</summary>
    Declined,

    NoAnswer,

    /// <summary>No response, a failure of the way there, or a phone that cannot take the call.</summary>
    Unreachable,
}

/// <summary>What the called phones are told of the call.</summary>
/// <param name="Name">Of the caller, shown on the display.</param>
/// <param name="Number">Of the caller, to call back.</param>
/// <param name="Realm">The account's domain.</param>
/// <param name="Codecs">The caller's first, so that both sides can share one.</param>
/// <param name="MaxForwards">One less than the caller's.</param>
internal sealed record InviteTemplate(
    string Name, string Number, string Realm, IReadOnlyList<Perch.Sip.SdpCodec> Codecs, int MaxForwards);
