using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Which phone sent a request, proven by digest.</summary>
/// <param name="Device">Enabled, as of now, unless <see cref="IsForHelpOnly"/>.</param>
/// <param name="Account">The device's account.</param>
/// <param name="IsRepeated">
/// The very credentials were used before: a repeated datagram, or something overheard. Only a registrar that would
/// change nothing may go on; see <see cref="SipAuthenticator.TryAuthenticate"/>.
/// </param>
public readonly record struct AuthenticatedDevice(Device Device, Account Account, bool IsRepeated)
{
    /// <summary>The device or its account is disabled: it may call for help and nothing else.</summary>
    public bool IsForHelpOnly { get; init; }

    internal DeviceMemory Memory { get; init; } = null!;
}
