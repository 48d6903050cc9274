namespace Perch.Directory;

/// <summary>The installation's keys, one for each purpose, kept in files beside the database.</summary>
public interface IKeys
{
    /// <summary>32 bytes, the same for the life of the installation.</summary>
    ReadOnlySpan<byte> Key(KeyPurpose purpose);
}

public enum KeyPurpose
{
    /// <summary>Encrypts SIP passwords in the database.</summary>
    SipPasswords,

    /// <summary>Keys the HMAC of PINs.</summary>
    Pins,

    /// <summary>Keys the HMAC of SIP nonces.</summary>
    Nonces,

    /// <summary>Opens the backups; people keep a copy of it elsewhere.</summary>
    Recovery,
}
