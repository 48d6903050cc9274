using Perch.Directory;

namespace Perch.Registrar;

/// <summary>What the host decides about registering; the defaults suit an office.</summary>
public sealed record RegistrarOptions
{
    /// <summary>Further names of this server, which select the listener's account.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Accounts by the port that a request came to; others mean the account <c>default</c>.</summary>
    public IReadOnlyDictionary<int, AccountId> ListenerAccounts { get; init; } = new Dictionary<int, AccountId>();

    /// <summary>Shorter is refused with 423.</summary>
    public TimeSpan MinExpires { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longer is cut to this.</summary>
    public TimeSpan MaxExpires { get; init; } = TimeSpan.FromHours(2);

    /// <summary>For a phone that asks for none and needs no NAT.</summary>
    public TimeSpan DefaultExpires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For a phone behind a NAT that asks for none.</summary>
    public TimeSpan DefaultExpiresBehindNat { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two keep-alives towards a UDP phone behind a NAT.</summary>
    public TimeSpan KeepAliveEvery { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>A nonce of this process, whose use is counted, may be used for this long.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A nonce of another node, or from before a restart, whose use nobody here counted.</summary>
    public TimeSpan ForeignNonceLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What other nodes have.</summary>
    public IFarBindings Far { get; init; } = new NoFarBindings();
}
