namespace Perch.Server.Configuration;

internal enum SettingSource
{
    Default,
    File,
    Variable,

    /// <summary>One that a standard names, and other programs read too.</summary>
    StandardVariable,
    Flag,
}

/// <summary>A setting with what somebody gave it.</summary>
internal sealed record GivenSetting(Setting Setting, IReadOnlyList<string> Values, SettingSource Source);

/// <summary>What was given, and where; a setting that nobody gave has no values.</summary>
/// <param name="Given">One for each setting.</param>
/// <param name="File">Where <c>perch.json</c> is, or would be.</param>
internal sealed record SettingsInForce(IReadOnlyDictionary<Setting, GivenSetting> Given, string File)
{
    public string? One(Setting setting) => Given[setting].Values is [var value, ..] ? value : null;

    public IReadOnlyList<string> Many(Setting setting) => Given[setting].Values;

    /// <summary>Where a value comes from, in the words of an administrator.</summary>
    public string SourceOf(Setting setting) => Given[setting].Source switch
    {
        SettingSource.Default => "default",
        SettingSource.File => File,
        SettingSource.Variable => setting.Variable,
        SettingSource.StandardVariable => setting.StandardVariable!,
        SettingSource.Flag => setting.Flag,
    };
}

/// <summary>A setting that cannot be used; the message is one line that says what to do.</summary>
internal sealed class SettingsException(string message) : Exception(message);
