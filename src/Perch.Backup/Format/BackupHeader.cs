using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Perch.Backup;

/// <summary>
/// The beginning of a backup, readable without its key: eight letters, a length, and this as JSON. The key of what
/// follows is made from all of its bytes, so that a header that was altered opens nothing.
/// </summary>
/// <param name="Format">Of the file.</param>
/// <param name="Schema">The last migration of the database; empty where it has none.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Program">The version of perch that made it.</param>
/// <param name="KeyMark">Of the recovery key.</param>
/// <param name="Salt">Makes the key of each file another one.</param>
public sealed record BackupHeader(
    int Format, string Schema, DateTimeOffset MadeAt, string Program, string KeyMark, string Salt)
{
    private const int ThisFormat = 1;
    private const int SaltBytes = 32;
    private const int MostBytes = 4096;

    private static ReadOnlySpan<byte> Letters => "PERCHBAK"u8;

    /// <summary>Of this program.</summary>
    public static string ThisProgram { get; } =
        typeof(BackupHeader).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    internal static BackupHeader New(string schema, DateTimeOffset now, RecoveryKey key) => new(
        ThisFormat, schema, now, ThisProgram, key.Mark, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)));

    /// <summary>Returns the bytes that were written.</summary>
    internal byte[] WriteTo(Stream output)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
        var bytes = new byte[Letters.Length + sizeof(int) + json.Length];
        Letters.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Letters.Length), json.Length);
        json.CopyTo(bytes.AsSpan(Letters.Length + sizeof(int)));
        output.Write(bytes);

        return bytes;
    }

    /// <summary>Of a file that may be anything.</summary>
    /// <exception cref="BackupException">It is no backup, or one of a later perch.</exception>
    internal static (BackupHeader Header, byte[] Bytes) ReadFrom(Stream input, string name)
    {
        var start = new byte[Letters.Length + sizeof(int)];
        var length = input.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan(0, Letters.Length).SequenceEqual(Letters)
                ? BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(Letters.Length))
                : 0;
        var bytes = new byte[start.Length + (length is > 0 and <= MostBytes ? length : 0)];
        start.CopyTo(bytes, 0);
        input.ReadAtLeast(bytes.AsSpan(start.Length), bytes.Length - start.Length, throwOnEndOfStream: false);

        return Parse(bytes.AsSpan(start.Length)) switch
        {
            null => throw new BackupException($"{name} is not a backup of perch, or it is damaged: use another file."),
            { Format: > ThisFormat } later => throw new BackupException(
                $"{name} was made by perch {later.Program}, which is newer than this one: use that version."),
            var header => (header, bytes),
        };
    }

    private static BackupHeader? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonSerializer.Deserialize<BackupHeader>(json, JsonSerializerOptions.Web) is
                { Schema: not null, Program: not null, KeyMark: not null } whole ? whole : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
