using System.Security.Cryptography;
using System.Text;

namespace Perch.Directory;

/// <summary>
/// Encrypts SIP passwords for the database: AES-256-GCM, bound to the device, so that a ciphertext copied to another
/// row does not open. Layout: format 1, 12 bytes of nonce, 16 of tag, ciphertext.
/// </summary>
internal sealed class SecretBox(IKeys keys)
{
    private const byte Format = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;

    public byte[] Seal(Guid device, Secret password)
    {
        var plain = Encoding.UTF8.GetBytes(password.Value);
        var box = new byte[HeadBytes + plain.Length];
        box[0] = Format;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Key(KeyPurpose.SipPasswords), TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(HeadBytes), box.AsSpan(1 + NonceBytes, TagBytes), device.ToByteArray());
        return box;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when key, device and box do not belong together.</summary>
    public Secret Open(Guid device, ReadOnlySpan<byte> box)
    {
        if (box.Length < HeadBytes || box[0] != Format)
        {
            throw new CryptographicException("Not a sealed SIP password.");
        }

        var plain = new byte[box.Length - HeadBytes];
        using var aes = new AesGcm(keys.Key(KeyPurpose.SipPasswords), TagBytes);
        aes.Decrypt(
            box.Slice(1, NonceBytes), box[HeadBytes..], box.Slice(1 + NonceBytes, TagBytes), plain,
            device.ToByteArray());
        return new Secret(Encoding.UTF8.GetString(plain));
    }
}
