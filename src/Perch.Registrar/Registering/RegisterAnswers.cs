using System.Globalization;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>Writes the answers to REGISTERs. Allocates nothing.</summary>
internal sealed class RegisterAnswers(RegistrarParts parts)
{
    /// <summary>Whether the journal can be written again is tried every second; phones need not come as often.</summary>
    private const long RetryAfterSeconds = 10;

    private static ReadOnlySpan<byte> Understood => "path"u8;

    public static bool HasUnknownExtension(SipMessage request)
    {
        foreach (var tag in request.Values(HeaderId.Require))
        {
            if (!Ascii.EqualsIgnoreCase(tag, Understood))
            {
                return true;
            }
        }

        return false;
    }

    public void RefuseExtensions(SipMessage request, in SipFlow flow)
    {
        if (!request.CanBeAnswered)
        {
            return;
        }

        var reply = parts.Stack.StartReply(request, flow, 420);

        foreach (var tag in request.Values(HeaderId.Require))
        {
            if (!Ascii.EqualsIgnoreCase(tag, Understood))
            {
                reply.Header(HeaderId.Unsupported, tag);
            }
        }

        reply.NoBody();
        parts.Stack.SendReply(reply, flow);
    }

    public void Send(SipMessage request, in SipFlow flow, RegisterOutcome outcome, ReadOnlySpan<DeviceBinding> bindings)
    {
        if (outcome == RegisterOutcome.Accepted)
        {
            Accept(request, flow, bindings);
            return;
        }

        var reply = parts.Stack.StartReply(request, flow, outcome.Status(), outcome.Phrase());

        if (outcome == RegisterOutcome.TooBrief)
        {
            reply.Header(HeaderId.MinExpires, (long)parts.Options.MinExpires.TotalSeconds);
        }

        if (outcome == RegisterOutcome.CannotBeKept)
        {
            reply.Header(HeaderId.RetryAfter, RetryAfterSeconds);
        }

        reply.NoBody();
        parts.Stack.SendReply(reply, flow);
    }

    /// <summary>RFC 3261 §10.3 step 8: every binding there is now, and the time.</summary>
    private void Accept(SipMessage request, in SipFlow flow, ReadOnlySpan<DeviceBinding> bindings)
    {
        Span<byte> date = stackalloc byte[32];
        var now = parts.Stack.Time.GetUtcNow();
        var reply = parts.Stack.StartReply(request, flow, 200);

        foreach (var binding in bindings)
        {
            if (binding.ExpiresAt > now)
            {
                WriteContact(reply, binding, now);
            }
        }

        // RFC 3327 §5.3: the phone sees who put itself on the way.
        reply.Copy(request, HeaderId.Path);
        now.TryFormat(date, out var length, "R", CultureInfo.InvariantCulture);
        reply.Header(HeaderId.Date, date[..length]);
        reply.NoBody();
        parts.Stack.SendReply(reply, flow);
    }

    private static void WriteContact(SipWriter reply, DeviceBinding binding, DateTimeOffset now)
    {
        reply.StartHeader(HeaderId.Contact);
        reply.Raw("<"u8);
        reply.Clean(binding.Contact.Span);
        reply.Raw(">;expires="u8);
        reply.Number((long)Math.Ceiling((binding.ExpiresAt - now).TotalSeconds));
        reply.EndHeader();
    }
}
