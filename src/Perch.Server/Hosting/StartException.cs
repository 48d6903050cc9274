namespace Perch.Server.Hosting;

/// <summary>Why the server could not start; the message is one line that says what to do.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
