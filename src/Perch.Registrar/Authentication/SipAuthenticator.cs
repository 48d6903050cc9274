using System.Security.Cryptography;
using System.Text;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// The gate before everything a phone may ask for: knows the phone by its digest, or answers in its stead.
/// Nothing is kept for a request that does not pass. Thread-safe; never waits.
/// </summary>
public sealed class SipAuthenticator
{
    private const int MaxUsername = 255;

    private readonly IDirectory _directory;
    private readonly SipDomains _domains;
    private readonly SipChallenger _challenger;
    private readonly BindingTable _bindings;
    private readonly RegistrarMetrics _metrics;
    private readonly FailureCounts _failures;
    private readonly DeviceMemories _memories;
    private readonly NonceMint _mint;
    private readonly RegistrarOptions _options;
    private readonly TimeProvider _time;

    // What an unknown name is measured against, so that it costs the same time as a known one.
    private readonly byte[] _nobodysHa1 = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64, lowercase: true));

    internal SipAuthenticator(RegistrarParts parts, BindingTable bindings, SipChallenger challenger, DeviceMemories memories)
    {
        _directory = parts.Directory;
        _domains = parts.Domains;
        _metrics = parts.Metrics;
        _options = parts.Options;
        _time = parts.Stack.Time;
        _mint = parts.Mint;
        _bindings = bindings;
        _challenger = challenger;
        _memories = memories;
        _failures = new(_time);
    }

    /// <summary>
    /// True with the phone that sent the request; false when the request has been answered, without a transaction, by
    /// 401 or another refusal. Known and unknown names are answered alike. Not for ACK and CANCEL (RFC 3261 §22.1),
    /// nor for requests inside a dialog that was authenticated when it began.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="flow">Where it came from.</param>
    /// <param name="sender">The phone.</param>
    /// <param name="dialled">
    /// What an INVITE calls. Where that calls for help, the right password is enough: neither a disabled device or
    /// account nor a throttle stops it.
    /// </param>
    public bool TryAuthenticate(
        SipMessage request, in SipFlow flow, out AuthenticatedDevice sender, string dialled = "")
    {
        var account = _domains.AccountOf(request, flow);
        var verdict = TryFindCredentials(request, account, out var credentials)
            ? Check(request, flow, new(account, dialled), credentials, out sender)
            : Nothing(out sender);

        // A request that has been let in before may only be answered again, and only a REGISTER can be.
        if (sender.IsRepeated && request.Method != SipMethod.Register)
        {
            verdict = Verdict.Stale;
        }

        if (verdict == Verdict.Right)
        {
            _metrics.Authenticated();
            return true;
        }

        _challenger.Refuse(request, flow, account, verdict);

        return false;
    }

    /// <summary>Tells a phone whose credentials were used before to take a new nonce.</summary>
    internal void RefuseAsStale(SipMessage request, in SipFlow flow, Account account) =>
        _challenger.Refuse(request, flow, account, Verdict.Stale);

    private static Verdict Nothing(out AuthenticatedDevice sender)
    {
        sender = default;

        return Verdict.NoCredentials;
    }

    private Verdict Check(
        SipMessage request, in SipFlow flow, Asked asked, in DigestCredentials credentials,
        out AuthenticatedDevice sender)
    {
        Span<char> username = stackalloc char[MaxUsername];
        username = username[..ReadUsername(credentials.Username, username)];
        var account = asked.Account;
        var device = _directory.DeviceBySipUsername(account.Id, username);
        var isEnabled = device is { Enabled: true } && account.Enabled;
        var forHelp = device is not null && asked.Dialled.Length > 0 && _directory.CallsForHelp(device, asked.Dialled);
        device = isEnabled || forHelp ? device : null;
        sender = default;
        var isThrottled = IsThrottled(account, username, device, flow);

        if (isThrottled && !forHelp)
        {
            return Verdict.TooManyFailures;
        }

        if (!DigestResponse.IsRight(credentials, request.MethodToken, Ha1Of(device, credentials.Algorithm)) || device is null)
        {
            _failures.Add(account.Id, username, flow.Remote);
            return isThrottled ? Verdict.TooManyFailures : Verdict.Wrong;
        }

        if (!IsForUs(credentials.Uri, request.RequestUri))
        {
            return Verdict.ForAnotherServer;
        }

        if (!_mint.TryRead(credentials.Nonce, flow.Remote, out var nonce) || !IsFresh(nonce))
        {
            return Verdict.Stale;
        }

        // RFC 2069 clients count nothing: for them a nonce is good once.
        var count = credentials.Qop.IsEmpty ? 1 : credentials.NonceCount;
        var memory = _memories.Of(device.Id);
        sender = new(device, account, IsRepeated: !memory.TryUse(nonce, count))
        {
            Memory = memory,
            IsForHelpOnly = !isEnabled,
        };

        return Verdict.Right;
    }

    /// <summary>The first credentials for this account's realm in an algorithm that it offers.</summary>
    private static bool TryFindCredentials(SipMessage request, Account account, out DigestCredentials credentials)
    {
        for (var row = 0; row < request.HeaderCount; row++)
        {
            var header = request.HeaderAt(row);

            if (header.Id is HeaderId.Authorization or HeaderId.ProxyAuthorization
                && DigestCredentials.TryParse(header.Value, out credentials)
                && SipChallenger.Offers(account.SipDigest, credentials.Algorithm)
                && System.Text.Ascii.Equals(credentials.Realm, account.Realm))
            {
                return true;
            }
        }

        credentials = default;

        return false;
    }

    /// <summary>Escapes of the quoted string resolved; a name longer than any device's becomes empty, which is nobody's.</summary>
    private static int ReadUsername(ReadOnlySpan<byte> quoted, Span<char> username)
    {
        if (quoted.Length > MaxUsername)
        {
            return 0;
        }

        Span<byte> plain = stackalloc byte[MaxUsername];
        var length = 0;

        for (var index = 0; index < quoted.Length; index++)
        {
            index += quoted[index] == '\\' && index + 1 < quoted.Length ? 1 : 0;
            plain[length++] = quoted[index];
        }

        return Encoding.UTF8.GetChars(plain[..length], username);
    }

    private bool IsThrottled(Account account, ReadOnlySpan<char> username, Device? device, in SipFlow flow)
    {
        var failures = _failures.CountOf(account.Id, username, flow.Remote);

        if (failures < FailureCounts.Most || (device is not null && _bindings.IsFrom(device.Id, flow)))
        {
            return false;
        }

        return failures >= FailureCounts.MostBesideBinding
            || device is null || !_bindings.HasFromHost(device.Id, flow.Remote);
    }

    private ReadOnlySpan<byte> Ha1Of(Device? device, DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => device is null ? _nobodysHa1.AsSpan(0, 32) : device.Secret.Ha1Md5,
        DigestAlgorithm.Sha256 or DigestAlgorithm.Unknown => device is null ? _nobodysHa1 : device.Secret.Ha1Sha256,
    };

    /// <summary>RFC 3261 §22.4 would have the digest-uri be the Request-URI; phones write any name of the server there.</summary>
    private bool IsForUs(ReadOnlySpan<byte> digestUri, ReadOnlySpan<byte> requestUri)
    {
        var host = SipDomains.HostOf(digestUri);

        return digestUri.SequenceEqual(requestUri) || _domains.IsOurs(host)
            || (!host.IsEmpty && Perch.Sip.Ascii.EqualsIgnoreCase(host, SipDomains.HostOf(requestUri)));
    }

    private bool IsFresh(Nonce nonce) =>
        nonce.AgeAt(_time.GetUtcNow()) <= (nonce.IsOwn ? _options.NonceLifetime : _options.ForeignNonceLifetime);

    /// <summary>Whose phone asks, and what it calls where that may be for help.</summary>
    private readonly record struct Asked(Account Account, string Dialled);
}
