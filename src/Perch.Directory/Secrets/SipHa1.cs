using System.Security.Cryptography;
using System.Text;

namespace Perch.Directory;

/// <summary>
/// Makes the digests that prove a phone. They are kept in memory only and made from the password whenever the realm,
/// the user name or the password changes, so they cannot disagree with it.
/// </summary>
internal static class SipHa1
{
    public static SipSecret Of(string username, string realm, Secret password)
    {
        // RFC 7616 §3.4.2: A1 without -sess is username, realm and password.
        var identity = Encoding.UTF8.GetBytes($"{username}:{realm}:{password.Value}");
        return new SipSecret(Hex(Md5(identity)), Hex(SHA256.HashData(identity)));
    }

#pragma warning disable CA5351 // RFC 7616 §3.3: most phones in use offer nothing but MD5
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    private static byte[] Hex(byte[] hash) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash));
}
