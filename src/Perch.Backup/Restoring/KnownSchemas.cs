namespace Perch.Backup;

/// <summary>The migrations that this program knows; whoever composes it says so.</summary>
public sealed record KnownSchemas(IReadOnlyList<string> Names)
{
    internal void Demand(BackupHeader header, string file)
    {
        if (header.Schema.Length > 0 && !Names.Contains(header.Schema))
        {
            throw new BackupException(
                $"{file} was made by perch {header.Program}, whose database this one does not know: use that version.");
        }
    }
}
