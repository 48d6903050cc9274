namespace Perch.Sip;

/// <summary>What RFC 3261 §10.3 compares a REGISTER with: one address-of-record–Contact pair.</summary>
public interface IBinding
{
    ReadOnlySpan<byte> ContactUri { get; }

    /// <summary>Of the REGISTER that brought or last refreshed it.</summary>
    ReadOnlySpan<byte> CallId { get; }

    /// <summary>Of the REGISTER that brought or last refreshed it.</summary>
    uint CSeq { get; }
}
