using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Which phone sent a request, proven by digest.</summary>
/// <param name="Device">Enabled, as of now.</param>
/// <param name="Account">The device's account.</param>
/// <param name="IsRepeated">
/// The very credentials were used before: a repeated datagram, or something overheard. Only a registrar that would
/// change nothing may go on; see <see cref="SipAuthenticator.TryAuthenticate"/>.
/// </param>
public readonly record struct AuthenticatedDevice(Device Device, Account Account, bool IsRepeated)
{
    internal DeviceMemory Memory { get; init; } = null!;
}
