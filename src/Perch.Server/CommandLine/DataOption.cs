using System.CommandLine;
using Perch.Directory;
using Perch.Server.Configuration;

namespace Perch.Server.CommandLine;

/// <summary>Which installation a command is about, where it asks for nothing else of its settings.</summary>
internal static class DataOption
{
    private const string Default = "data";

    public static Option<string> Make() => new(Settings.Data.Flag)
    {
        HelpName = Settings.Data.Argument,
        Description = "The data directory (default: data).",
        DefaultValueFactory = static _ =>
            Environment.GetEnvironmentVariable(Settings.Data.Variable) is { Length: > 0 } given ? given : Default,
    };

    public static DataDirectory Read(this Option<string> option, ParseResult parsed) =>
        new(Path.GetFullPath(parsed.GetValue(option)!));
}
