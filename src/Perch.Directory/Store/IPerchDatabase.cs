namespace Perch.Directory;

/// <summary>The database file as the server meets it at start.</summary>
public interface IPerchDatabase
{
    /// <summary>
    /// Takes the data directory for this process, brings the tables up to date and lets every
    /// <see cref="ILoadedAtStart"/> load, in the order of their registration. Call once, before anything listens.
    /// Throws <see cref="DataDirectoryException"/>.
    /// </summary>
    Task OpenAsync(CancellationToken cancellation);
}

/// <summary>State in memory that is brought up from the database before the server listens.</summary>
public interface ILoadedAtStart
{
    Task LoadAsync(CancellationToken cancellation);
}

/// <summary>The data directory cannot be used. The message is one line that says what to do.</summary>
public sealed class DataDirectoryException(string message, Exception? inner = null) : Exception(message, inner);
