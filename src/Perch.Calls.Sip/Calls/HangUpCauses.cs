namespace Perch.Calls.Sip;

/// <summary>What each <see cref="HangUpCause"/> becomes on the wire.</summary>
internal static class HangUpCauses
{
    /// <summary>The response to an INVITE that is not answered.</summary>
    public static int Status(this HangUpCause cause) => cause switch
    {
        HangUpCause.Normal or HangUpCause.Unavailable => 480,
        HangUpCause.Busy => 486,
        HangUpCause.NoSuchNumber => 404,
        HangUpCause.Forbidden => 403,
        HangUpCause.Declined => 603,
        HangUpCause.ServerError => 500,
    };

    /// <summary>RFC 3326: why we send BYE, where it is worth saying.</summary>
    public static string? ReasonHeader(this HangUpCause cause) =>
        cause == HangUpCause.Normal ? null : $"SIP;cause={cause.Status()}";
}
