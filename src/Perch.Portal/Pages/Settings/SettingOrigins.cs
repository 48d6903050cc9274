using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>Whether a setting was set by somebody or is what the program has by itself.</summary>
public sealed class SettingOrigins
{
    private readonly JsonObject _from;

    internal SettingOrigins(JsonObject from) => _from = from;

    /// <summary>A line of help with, after it, where the value comes from.</summary>
    /// <param name="field">As the API calls it.</param>
    /// <param name="help">What it does.</param>
    /// <param name="unset">Said where nobody set it.</param>
    public string Line(string field, string help, string unset = "Default") => FieldPath.Get(_from, field)?.ToString() switch
    {
        "default" => $"{help.TrimEnd('.')} · {unset}",
        "portal" => $"{help.TrimEnd('.')} · Set here",
        _ => help,
    };
}
