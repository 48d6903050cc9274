namespace Perch.Directory;

/// <summary>What must be done before the tables of a database that exists are changed.</summary>
public interface IBeforeMigration
{
    /// <summary>Throws <see cref="DataDirectoryException"/> to leave the database as it is, and the server not started.</summary>
    Task RunAsync(CancellationToken cancellation);
}
