using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// OPTIONS to UDP phones behind a NAT, which keep its mapping alive and show whether the phone still listens. Any
/// answer counts, also a refusal.
/// </summary>
internal sealed class KeepAlives(RegistrarParts parts)
{
    /// <summary>So many without an answer, and the phone counts as unreachable.</summary>
    public const int MostUnanswered = 3;

    public void SendIfDue(DeviceBinding binding, DateTimeOffset now)
    {
        if (binding.NextKeepAlive == default)
        {
            binding.NextKeepAlive = now + parts.Options.KeepAliveEvery;
        }

        if (now < binding.NextKeepAlive)
        {
            return;
        }

        if (binding.Unanswered >= MostUnanswered)
        {
            binding.Lost();
        }

        binding.Unanswered++;
        binding.NextKeepAlive = now + parts.Options.KeepAliveEvery;
        Send(binding);
    }

    private void Send(DeviceBinding binding)
    {
        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var request = parts.Stack.RentWriter();
        Write(request, binding, branch);
        parts.Stack.Send(request, SipMethod.Options, branch, binding.Flow, new Answers(binding));
        parts.Stack.Return(request);
        parts.Metrics.KeepAliveSent();
    }

    private void Write(SipWriter request, DeviceBinding binding, ReadOnlySpan<byte> branch)
    {
        Span<byte> token = stackalloc byte[SipTokens.TagLength];
        var local = parts.Stack.LocalAddressTo(binding.Flow);
        var contact = binding.Contact.Span;

        request.RequestLine(SipMethod.Options, contact);
        request.StartHeader(HeaderId.Via);
        request.Raw("SIP/2.0/UDP "u8);
        request.Address(local, withPort: true);
        request.Raw(";branch="u8);
        request.Raw(branch);
        request.Raw(";rport\r\n"u8);
        request.Header(HeaderId.MaxForwards, 70);

        request.StartHeader(HeaderId.From);
        request.Raw("<sip:"u8);
        request.Address(local, withPort: true);
        request.Raw(">;tag="u8);
        SipTokens.NewTag(token);
        request.Raw(token);
        request.EndHeader();

        request.StartHeader(HeaderId.To);
        request.Raw("<"u8);
        request.Clean(contact);
        request.Raw(">\r\n"u8);

        SipTokens.NewTag(token);
        request.Header(HeaderId.CallId, token);
        request.Raw("CSeq: 1 OPTIONS\r\n"u8);
        request.NoBody();
    }

    private sealed class Answers(DeviceBinding binding) : IClientUser
    {
        public void OnResponse(ClientTransaction transaction, SipMessage response) => binding.Heard();

        public void OnFailure(ClientTransaction transaction, TransactionEnd reason)
        {
            // The next one that is due finds it unanswered.
        }
    }
}
