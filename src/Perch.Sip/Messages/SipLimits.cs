namespace Perch.Sip;

/// <summary>What a message from the wire may be at most. Applied before anything is interpreted.</summary>
public static class SipLimits
{
    /// <summary>Bytes of a whole message.</summary>
    public const int MaxMessageBytes = 64 * 1024;

    /// <summary>Bytes of the start line, and of one header with its continuation lines.</summary>
    public const int MaxLineBytes = 8 * 1024;

    public const int MaxHeaders = 256;

    /// <summary>Via values, over all header rows.</summary>
    public const int MaxVias = 64;

    /// <summary>Contact values of one REGISTER.</summary>
    public const int MaxContacts = 16;

    public const int MaxBodyBytes = 32 * 1024;

    public const int MaxMultipartDepth = 4;
}
