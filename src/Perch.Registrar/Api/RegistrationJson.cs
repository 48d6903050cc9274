using System.Text;
using Perch.Directory;
using Perch.Sip;

namespace Perch.Registrar;

/// <summary>One binding as REST shows it.</summary>
/// <param name="Id">New for each registration, the same through its refreshes.</param>
/// <param name="Contact">The URI the phone gave, without any password in it.</param>
/// <param name="Source">Address and port that the REGISTER came from.</param>
/// <param name="Transport">In small letters: <c>udp</c>, <c>tcp</c> …</param>
/// <param name="UserAgent">What the phone says it is; null where it does not.</param>
/// <param name="BehindNat">Requests go to <paramref name="Source"/> rather than to the contact.</param>
/// <param name="Reachable">False after keep-alives went unanswered.</param>
internal sealed record RegistrationJson(
    Guid Id, Guid DeviceId, string Nickname, string Contact, string Source, string Transport, string? UserAgent,
    bool BehindNat, bool Reachable, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt)
{
    public static RegistrationJson Of(DeviceBinding binding, Device device)
    {
        var shown = Shown(binding);

        return new(
            binding.Id, device.Id.Value, device.Nickname, shown.Contact, shown.Source, shown.Transport, shown.UserAgent,
            binding.IsBehindNat, binding.IsReachable, binding.RegisteredAt, binding.ExpiresAt);
    }

    public static RegisteredContact Shown(DeviceBinding binding) => new(
        WithoutPassword(binding.Contact.Span),
        binding.Received.ToString(),
        binding.Flow.Channel.Protocol.ToString().ToLowerInvariant(),
        binding.UserAgent.Length == 0 ? null : binding.UserAgent,
        binding.ExpiresAt);

    /// <summary>RFC 3261 §19.1.1 allows <c>sip:user:password@host</c>, and some phones write it.</summary>
    private static string WithoutPassword(ReadOnlySpan<byte> contact)
    {
        var at = contact.IndexOf((byte)'@');
        var scheme = contact.IndexOf((byte)':');
        var password = at < 0 || scheme < 0 || at < scheme ? -1 : contact[(scheme + 1)..at].IndexOf((byte)':');

        return password < 0
            ? Encoding.UTF8.GetString(contact)
            : Encoding.UTF8.GetString(contact[..(scheme + 1 + password)]) + Encoding.UTF8.GetString(contact[at..]);
    }
}
