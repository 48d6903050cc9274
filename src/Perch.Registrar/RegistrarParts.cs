using System.Security.Cryptography;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>What the parts of this module share.</summary>
internal sealed record RegistrarParts(SipStack Stack, IDirectory Directory, RegistrarOptions Options, RegistrarMetrics Metrics)
{
    public required NonceMint Mint { get; init; }

    public SipDomains Domains { get; } = new(Directory, Options);

    /// <summary>Every process marks its nonces anew, since it forgets how often those of its predecessor were used.</summary>
    public static NonceMint NewMint(ReadOnlySpan<byte> key) =>
        new(key.ToArray(), (uint)RandomNumberGenerator.GetInt32(1 << 24));
}
