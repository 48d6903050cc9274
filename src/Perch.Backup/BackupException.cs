namespace Perch.Backup;

/// <summary>A backup cannot be made or used. The message is one line that says what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
