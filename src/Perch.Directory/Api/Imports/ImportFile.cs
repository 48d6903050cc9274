using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Perch.Directory;

/// <summary>What a line of an import is about.</summary>
internal enum ImportKind
{
    User,
    Device,
}

/// <summary>One object as the file has it.</summary>
/// <param name="Number">In a table the line where it begins, with the header as 1; in JSON its place in its list, from 1.</param>
/// <param name="Fields">An object with the names of the API.</param>
/// <param name="AsText">Whether its values are cells, all text.</param>
internal sealed record ImportItem(ImportKind Kind, int Number, JsonElement Fields, bool AsText);

/// <summary>The file cannot be read as a whole; the message is for whoever sent it.</summary>
internal sealed class ImportFileException(string message, int status = StatusCodes.Status400BadRequest)
    : Exception(message)
{
    public int Status => status;
}

/// <summary>How much one import may bring.</summary>
internal static class ImportLimits
{
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Their PINs take half a minute to hash; the transaction keeps the one writer, and so whoever logs in, for seconds.</summary>
    public const int MaxLines = 2000;

    public static void Check(int lines)
    {
        if (lines > MaxLines)
        {
            throw new ImportFileException($"More than {MaxLines} lines: send the file in parts.", StatusCodes.Status413PayloadTooLarge);
        }
    }
}
