namespace Perch.Directory;

/// <summary>
/// What a module keeps of the past for a number of days only. Every module is asked once a day, one after another, to
/// let go of what is older.
/// </summary>
public interface IForgetting
{
    /// <summary>In the plural, for the log: <c>call records</c>.</summary>
    string What { get; }

    /// <summary>
    /// Returns how many were old enough; run again, it finds none of them. Throws
    /// <see cref="StoreUnavailableException"/>, and what was let go before that is gone.
    /// </summary>
    Task<int> RunAsync(CancellationToken cancellation);
}
