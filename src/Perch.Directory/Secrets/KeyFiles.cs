using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Perch.Directory;

/// <summary>Keys as files that only the server's own user may read, each made when it is first asked for.</summary>
public sealed class KeyFiles(DataDirectory directory) : IKeys
{
    private const int KeyBytes = 32;

    private readonly ConcurrentDictionary<KeyPurpose, byte[]> _keys = new();
    private readonly Lock _making = new();

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Key(KeyPurpose purpose)
    {
        if (_keys.TryGetValue(purpose, out var known))
        {
            return known;
        }

        lock (_making)
        {
            return _keys.GetOrAdd(purpose, ReadOrMake);
        }
    }

    /// <summary>A new key cannot read what an old one wrote, so a database that exists must come with its keys.</summary>
    public void Demand(params ReadOnlySpan<KeyPurpose> purposes)
    {
        foreach (var purpose in purposes)
        {
            if (!File.Exists(FileOf(purpose)))
            {
                throw new DataDirectoryException(
                    $"{FileOf(purpose)} is missing, without which {directory.Database} cannot be used: "
                    + "restore it from the backup.");
            }
        }
    }

    /// <summary>Before anything is written that could not be read without them.</summary>
    public void MakeAll()
    {
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            Key(purpose);
        }
    }

    private byte[] ReadOrMake(KeyPurpose purpose)
    {
        var file = FileOf(purpose);
        try
        {
            var key = File.Exists(file) ? File.ReadAllBytes(file) : Make(file);
            return key.Length == KeyBytes
                ? key
                : throw new DataDirectoryException($"{file} is damaged: restore it from the backup.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException(
                $"{file} cannot be used: give the directory to the user that perch runs as.", exception);
        }
    }

    // Under another name until it is whole and on the disk: half a key would lock people out for good.
    private byte[] Make(string file)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        System.IO.Directory.CreateDirectory(directory.Keys);
        OwnerOnly(directory.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, DraftOptions()))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: false);
        return key;
    }

    private static FileStreamOptions DraftOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static void OwnerOnly(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <summary>Within the folder of keys.</summary>
    public static string NameOf(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.SipPasswords => "sip-passwords.key",
        KeyPurpose.Pins => "pins.key",
        KeyPurpose.Nonces => "nonces.key",
        KeyPurpose.Recovery => "recovery.key",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private string FileOf(KeyPurpose purpose) => Path.Combine(directory.Keys, NameOf(purpose));
}
