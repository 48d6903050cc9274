namespace Perch.Phone;

/// <summary><c>perch phone</c>: a telephone in the terminal, or one that follows a script.</summary>
public static class PhoneCommand
{
    /// <summary>What <c>perch phone --help</c> says beside the options.</summary>
    public const string Help = "";

    /// <summary>Runs until the user quits or the script ends. Returns the exit status: 0 or 1.</summary>
    public static Task<int> RunAsync(
        PhoneArguments arguments, PhoneConsole console, CancellationToken cancellation = default) =>
        Task.FromResult(1);
}
