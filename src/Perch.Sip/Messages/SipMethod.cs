namespace Perch.Sip;

/// <summary>The methods this system knows; anything else is <see cref="Unknown"/> and answered 405.</summary>
public enum SipMethod : byte
{
    Unknown,
    Invite,
    Ack,
    Bye,
    Cancel,
    Register,
    Options,
    Info,
    Update,
    Prack,
    Subscribe,
    Notify,
    Refer,
    Message,
    Publish,
}

/// <summary>Method names as they stand on the wire.</summary>
public static class SipMethods
{
    private static readonly byte[][] Names =
    [
        [], "INVITE"u8.ToArray(), "ACK"u8.ToArray(), "BYE"u8.ToArray(), "CANCEL"u8.ToArray(), "REGISTER"u8.ToArray(),
        "OPTIONS"u8.ToArray(), "INFO"u8.ToArray(), "UPDATE"u8.ToArray(), "PRACK"u8.ToArray(), "SUBSCRIBE"u8.ToArray(),
        "NOTIFY"u8.ToArray(), "REFER"u8.ToArray(), "MESSAGE"u8.ToArray(), "PUBLISH"u8.ToArray(),
    ];

    /// <summary>Empty for <see cref="SipMethod.Unknown"/>.</summary>
    public static ReadOnlySpan<byte> Name(this SipMethod method) => Names[(int)method];

    /// <summary>RFC 3261 §7.1: methods are case-sensitive.</summary>
    public static SipMethod Find(ReadOnlySpan<byte> token)
    {
        for (var index = 1; index < Names.Length; index++)
        {
            if (token.SequenceEqual(Names[index]))
            {
                return (SipMethod)index;
            }
        }

        return SipMethod.Unknown;
    }
}
