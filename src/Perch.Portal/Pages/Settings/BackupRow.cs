using System.Globalization;

namespace Perch.Portal;

/// <summary>A backup as the API lists it.</summary>
internal sealed record BackupRow(string Name, string Kind, DateTimeOffset MadeAt, long Bytes, string? Program)
{
    private const double Step = 1024;
    private static readonly string[] _units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>Why it was made.</summary>
    public string Why => Kind switch
    {
        "nightly" => "Every night",
        "by-hand" => "By hand",
        "before-update" => "Before an update",
        var other => other,
    };

    /// <summary>As people say it: <c>1.4 MiB</c>.</summary>
    public string Size
    {
        get
        {
            var (size, unit) = ((double)Bytes, 0);

            while (size >= Step && unit < _units.Length - 1)
            {
                (size, unit) = (size / Step, unit + 1);
            }

            return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {_units[unit]}");
        }
    }
}

/// <summary>What a test restore found.</summary>
internal sealed record BackupTest(bool Usable, string? Problem, long? Accounts, long? Users, long? Devices)
{
    public string Sentence => Usable
        ? $"It can be restored: accounts {Accounts}, people {Users}, devices {Devices}."
        : $"It cannot be restored. {Problem}";
}
