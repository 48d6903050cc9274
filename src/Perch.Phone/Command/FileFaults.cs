namespace Perch.Phone;

/// <summary>Why a file that a person named can not be used, in that person's words.</summary>
internal static class FileFaults
{
    public static string Describe(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no file {path}",
        UnauthorizedAccessException when Directory.Exists(path) => $"{path} is a directory, not a file",
        UnauthorizedAccessException => $"you may not use {path}",
        _ => $"{path} cannot be used: {failure.Message}",
    };
}
