namespace Perch.Transport;

/// <summary>What one stream, and one source of streams, may take.</summary>
internal static class StreamLimits
{
    /// <summary>From the first byte of a message to its last.</summary>
    public static readonly TimeSpan CompleteMessage = TimeSpan.FromSeconds(30);

    /// <summary>Without any byte, on a connection that no binding lives on.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(120);

    public static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);

    /// <summary>For one source address.</summary>
    public const int Connections = 64;

    /// <summary>For a source address with a binding: an office behind one NAT.</summary>
    public const int ConnectionsWithBinding = 1024;

    /// <summary>Messages waiting for a peer that does not read.</summary>
    public const int WaitingMessages = 256;
}
