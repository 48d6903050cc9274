using System.Security.Cryptography;
using System.Text;

namespace Perch.Directory;

/// <summary>
/// Encrypts SIP passwords and the like for the database: AES-256-GCM, bound to the row, so that a ciphertext copied to
/// another row does not open. Layout: format 1, 12 bytes of nonce, 16 of tag, ciphertext.
/// </summary>
public sealed class SecretBox(IKeys keys)
{
    private const byte Format = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;

    public byte[] Seal(Guid row, Secret secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret.Value);
        var box = new byte[HeadBytes + plain.Length];
        box[0] = Format;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Key(KeyPurpose.SipPasswords), TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(HeadBytes), box.AsSpan(1 + NonceBytes, TagBytes), row.ToByteArray());
        return box;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when key, row and box do not belong together.</summary>
    public Secret Open(Guid row, ReadOnlySpan<byte> box)
    {
        if (box.Length < HeadBytes || box[0] != Format)
        {
            throw new CryptographicException("Not a sealed secret.");
        }

        var plain = new byte[box.Length - HeadBytes];
        using var aes = new AesGcm(keys.Key(KeyPurpose.SipPasswords), TagBytes);
        aes.Decrypt(
            box.Slice(1, NonceBytes), box[HeadBytes..], box.Slice(1 + NonceBytes, TagBytes), plain,
            row.ToByteArray());
        return new Secret(Encoding.UTF8.GetString(plain));
    }
}
