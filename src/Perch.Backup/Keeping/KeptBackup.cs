using System.Globalization;
using System.Text.RegularExpressions;

namespace Perch.Backup;

/// <summary>Why a backup was made.</summary>
internal enum BackupKind
{
    Nightly,
    ByHand,
    BeforeUpdate,
}

/// <summary>The name of a backup in <c>backups/</c>: kind and time, and nothing that could lead elsewhere.</summary>
/// <param name="Text">Such as <c>nightly-20261130T033000000Z.perch</c>.</param>
internal sealed partial record BackupName(string Text, BackupKind Kind, DateTimeOffset At)
{
    public const string Pattern = "*.perch";

    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    public static BackupName New(BackupKind kind, DateTimeOffset at) =>
        new($"{Word(kind)}-{at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}.perch", kind, at);

    /// <summary>Null for whatever was not made here.</summary>
    public static BackupName? Read(string text) =>
        Shape().Match(text) is { Success: true } match
        && KindOf(match.Groups["kind"].Value) is { } kind
        && DateTimeOffset.TryParseExact(
            match.Groups["at"].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(text, kind, at)
            : null;

    private static string Word(BackupKind kind) => kind switch
    {
        BackupKind.Nightly => "nightly",
        BackupKind.ByHand => "by-hand",
        _ => "before-update",
    };

    private static BackupKind? KindOf(string word) =>
        Enum.GetValues<BackupKind>().Select(kind => (BackupKind?)kind).FirstOrDefault(kind => Word(kind!.Value) == word);

    [GeneratedRegex(@"\A(?<kind>[a-z-]{1,20})-(?<at>[0-9]{8}T[0-9]{9}Z)\.perch\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

/// <summary>One that is there.</summary>
/// <param name="Header">Null where the file is damaged already there.</param>
internal sealed record KeptBackup(BackupName Name, string File, long Bytes, BackupHeader? Header);
