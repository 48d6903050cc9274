using System.Text.Json;

namespace Perch.Server.Configuration;

/// <summary>The nearest wins: flag, environment variable, <c>perch.json</c> in the data directory, default.</summary>
internal static class SettingsReader
{
    private const string DefaultData = "data";

    /// <param name="flags">The values of each flag that was given.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="SettingsException">The file cannot be read.</exception>
    public static SettingsInForce Read(
        IReadOnlyDictionary<Setting, IReadOnlyList<string>> flags, Func<string, string?> variable)
    {
        var data = FromFlagOrVariable(Settings.Data, flags, variable)?.Values[0] ?? DefaultData;
        var path = Path.Combine(data, "perch.json");
        var file = ReadFile(path);
        var given = Settings.All.ToDictionary(
            setting => setting,
            setting => FromFlagOrVariable(setting, flags, variable)
                ?? (file.TryGetValue(setting.Key, out var values) ? new GivenSetting(setting, values, SettingSource.File) : null)
                ?? new(setting, [], SettingSource.Default));

        return new(given, path);
    }

    private static GivenSetting? FromFlagOrVariable(
        Setting setting, IReadOnlyDictionary<Setting, IReadOnlyList<string>> flags, Func<string, string?> variable)
    {
        if (flags.TryGetValue(setting, out var values))
        {
            return new(setting, values, SettingSource.Flag);
        }

        return FromVariable(setting, setting.Variable, SettingSource.Variable, variable)
            ?? FromVariable(setting, setting.StandardVariable, SettingSource.StandardVariable, variable);
    }

    private static GivenSetting? FromVariable(
        Setting setting, string? name, SettingSource source, Func<string, string?> variable) =>
        name is not null && variable(name) is { Length: > 0 } text
            ? new GivenSetting(setting, setting.Many ? Split(text) : [text], source)
            : null;

    private static string[] Split(string text) =>
        text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Dictionary<string, IReadOnlyList<string>> ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new()
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            });

            return json.RootElement.EnumerateObject().ToDictionary(entry => KnownKey(entry.Name, path), Values);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or IOException
            or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be read: {failure.Message}");
        }
    }

    private static string KnownKey(string key, string path) =>
        Settings.All.Any(setting => setting.Key == key && setting != Settings.Data)
            ? key
            : throw new SettingsException(
                $"{path}: there is no setting \"{key}\"; use one of " +
                string.Join(", ", Settings.All.Where(setting => setting != Settings.Data).Select(setting => setting.Key)));

    private static IReadOnlyList<string> Values(JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.Array
        ? [.. entry.Value.EnumerateArray().Select(item => item.ToString())]
        : [entry.Value.ToString()];
}
