using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// What proves to a receiver that a delivery is ours, whole and fresh: HMAC-SHA256 over id, time and body, in the form
/// of the Standard Webhooks, for which receivers find libraries.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string SecretMark = "whsec_";
    private const int SecretBytes = 32;

    public static Secret NewSecret() =>
        new(SecretMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>The value of the signature header.</summary>
    public static string Sign(Secret secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256, Convert.FromBase64String(secret.Value[SecretMark.Length..]));
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
