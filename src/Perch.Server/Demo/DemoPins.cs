using System.Security.Cryptography;
using System.Text.Json;
using Perch.Directory;

namespace Perch.Server.Demo;

/// <summary>
/// The PINs of the demonstration office, in a file that only we may read: the database keeps hashes, and the guide is
/// printed at every start.
/// </summary>
internal sealed class DemoPins(string dataDirectory)
{
    private const string Digits = "0123456789";
    private const int Length = 4;

    private readonly string _path = Path.Combine(dataDirectory, "demo-pins.json");

    /// <summary>User name to PIN; empty before the office was made.</summary>
    public IReadOnlyDictionary<string, string> Read() => File.Exists(_path)
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_path)) ?? []
        : [];

    public void Write(IReadOnlyDictionary<string, string> pins)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };

        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(_path, options);
        JsonSerializer.Serialize(file, pins);
    }

    /// <summary>A random one that the rules for PINs accept.</summary>
    public static string MakeFor(DemoPerson person)
    {
        string pin;

        do
        {
            pin = RandomNumberGenerator.GetString(Digits, Length);
        }
        while (PinRules.Check(pin, person.Extension, person.Extension) is not null);

        return pin;
    }
}
