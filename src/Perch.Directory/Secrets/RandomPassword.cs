using System.Security.Cryptography;

namespace Perch.Directory;

/// <summary>Passwords that people may have to type: no letter or digit that looks like another.</summary>
public static class RandomPassword
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>For a phone: about 139 bits.</summary>
    public static Secret ForSip() => new(RandomNumberGenerator.GetString(
        Alphabet, DirectoryLimits.SipPasswordGeneratedLength));

    /// <summary>For a person, who types it once: about 93 bits.</summary>
    public static Secret ForPerson() => new(RandomNumberGenerator.GetString(Alphabet, 16));
}
