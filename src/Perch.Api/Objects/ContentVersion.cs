using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Perch.Api;

/// <summary>
/// The version of something that is not kept but watched, such as a live call: the same for as long as it looks the same.
/// </summary>
public static class ContentVersion
{
    public static long Of<T>(T shown)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown, ApiJson.Options));

        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
