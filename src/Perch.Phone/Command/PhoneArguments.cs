namespace Perch.Phone;

/// <summary>What <c>perch phone</c> was started with; the names are those of the options.</summary>
public sealed record PhoneArguments
{
    /// <summary>Host and, where it is not 5060, port.</summary>
    public required string Server { get; init; }

    public required string User { get; init; }

    public required Password Password { get; init; }

    /// <summary>The account's realm; the server's host where none is given.</summary>
    public string? Realm { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>.</summary>
    public string Transport { get; init; } = "udp";

    public string? DisplayName { get; init; }

    /// <summary>A WAV file that the other end hears once the call is answered.</summary>
    public string? Play { get; init; }

    /// <summary>A WAV file to write what the other end says to.</summary>
    public string? Record { get; init; }

    /// <summary>Dialled as soon as the phone is registered.</summary>
    public string? Dial { get; init; }

    public bool AutoAnswer { get; init; }

    /// <summary>A file of commands, or <c>-</c> for standard input, run instead of the terminal.</summary>
    public string? Script { get; init; }
}
