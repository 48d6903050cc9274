using System.Text;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>Answers what does not pass the gate, keeping nothing.</summary>
internal sealed class SipChallenger(RegistrarParts parts)
{
    private const int RetryAfterSeconds = 60;
    private const int MaxRealm = 512;

    /// <summary>Whether the account's phones may answer with this algorithm.</summary>
    public static bool Offers(SipDigestChoice choice, DigestAlgorithm algorithm) => choice switch
    {
        SipDigestChoice.Md5 => algorithm == DigestAlgorithm.Md5,
        SipDigestChoice.Both => algorithm is DigestAlgorithm.Md5 or DigestAlgorithm.Sha256,
        SipDigestChoice.Sha256 => algorithm == DigestAlgorithm.Sha256,
    };

    public void Refuse(SipMessage request, in SipFlow flow, Account account, Verdict verdict)
    {
        if (!request.CanBeAnswered)
        {
            return;
        }

        parts.Metrics.Refused(verdict);

        switch (verdict)
        {
            case Verdict.TooManyFailures:
                AskToWait(request, flow);
                break;

            case Verdict.ForAnotherServer:
                // RFC 7616 §3.4.6: a digest-uri that does not belong to the request.
                parts.Stack.Reply(request, flow, 400, "Digest URI is not ours"u8);
                break;

            case Verdict.Right or Verdict.NoCredentials or Verdict.Wrong or Verdict.Stale:
                Challenge(request, flow, account, stale: verdict == Verdict.Stale);
                break;
        }
    }

    private void Challenge(SipMessage request, in SipFlow flow, Account account, bool stale)
    {
        Span<byte> nonce = stackalloc byte[NonceMint.Length];
        Span<byte> realm = stackalloc byte[MaxRealm];
        realm = realm[..(Encoding.UTF8.TryGetBytes(account.Realm, realm, out var length) ? length : 0)];
        parts.Mint.Write(parts.Stack.Time.GetUtcNow(), flow.Remote, nonce);
        var reply = parts.Stack.StartReply(request, flow, 401);

        // RFC 8760 §2.3 would have the strongest first; phones in use fail on that, so MD5 leads where both are offered.
        if (Offers(account.SipDigest, DigestAlgorithm.Md5))
        {
            DigestChallenge.Write(reply, HeaderId.WwwAuthenticate, DigestAlgorithm.Md5, realm, nonce, stale);
        }

        if (Offers(account.SipDigest, DigestAlgorithm.Sha256))
        {
            DigestChallenge.Write(reply, HeaderId.WwwAuthenticate, DigestAlgorithm.Sha256, realm, nonce, stale);
        }

        reply.NoBody();
        parts.Stack.SendReply(reply, flow);
    }

    private void AskToWait(SipMessage request, in SipFlow flow)
    {
        var reply = parts.Stack.StartReply(request, flow, 503);
        reply.Header(HeaderId.RetryAfter, RetryAfterSeconds);
        reply.NoBody();
        parts.Stack.SendReply(reply, flow);
    }
}
