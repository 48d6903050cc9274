using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

public sealed partial class SipPhone
{
    /// <summary>What the server asks of the phone.</summary>
    private sealed class Incoming(SipPhone phone) : ISipUser
    {
        public void OnRequest(SipMessage request, in SipFlow flow)
        {
            if (phone.Find(request) is { } call)
            {
                call.ReceiveInside(request, flow);
            }
            else if (request.Method != SipMethod.Ack)
            {
                ReceiveNew(request, flow);
            }
        }

        public void OnStrayResponse(SipMessage response, in SipFlow flow) =>
            phone.Find(response)?.ReceiveStrayAnswer(response);

        private void ReceiveNew(SipMessage request, in SipFlow flow)
        {
            var stack = phone.Link.Stack;

            switch (request.Method)
            {
                // RFC 3261 §12.2.2: inside a dialog that we do not know.
                case SipMethod.Invite or SipMethod.Bye or SipMethod.Update or SipMethod.Info when !request.ToTag.IsEmpty:
                case SipMethod.Bye or SipMethod.Update or SipMethod.Info:
                    Refuse(request, flow, 481);
                    break;

                case SipMethod.Invite when FindUnsupported(request) is { IsEmpty: false } unsupported:
                    var tag = unsupported.ToArray();
                    stack.Reply(request, flow, 420, default, writer =>
                    {
                        writer.Header(HeaderId.Unsupported, tag);
                        writer.NoBody();
                    });
                    break;

                case SipMethod.Invite:
                    PhoneCall.Receive(phone, request, flow);
                    break;

                case SipMethod.Options or SipMethod.Notify:
                    stack.Reply(request, flow, 200, default, WriteAbilities);
                    break;

                default:
                    stack.Reply(request, flow, 405, default, WriteAbilities);
                    break;
            }
        }

        /// <summary>An INVITE is always answered with a transaction, which absorbs the ACK.</summary>
        private void Refuse(SipMessage request, in SipFlow flow, int status)
        {
            if (request.Method == SipMethod.Invite)
            {
                phone.Link.Stack.Accept(request, flow, Unconcerned.Instance).Respond(status);
            }
            else
            {
                phone.Link.Stack.Reply(request, flow, status);
            }
        }

        private void WriteAbilities(SipWriter writer)
        {
            phone.WriteAbilities(writer);
            writer.Header(HeaderId.Accept, SdpBody.ContentType);
            writer.NoBody();
        }

        /// <summary>RFC 3261 §8.2.2.3: what is required and not understood.</summary>
        private ReadOnlySpan<byte> FindUnsupported(SipMessage request)
        {
            foreach (var tag in request.Values(HeaderId.Require))
            {
                if (!Ascii.EqualsIgnoreCase(tag, "timer"u8) || phone.Options.SessionSeconds is null)
                {
                    return tag;
                }
            }

            return default;
        }
    }

    /// <summary>What becomes of a refusal is nobody's concern.</summary>
    private sealed class Unconcerned : IServerUser
    {
        public static readonly Unconcerned Instance = new();

        public void OnCancelled(ServerTransaction transaction)
        {
        }

        public void OnFailure(ServerTransaction transaction, TransactionEnd reason)
        {
        }
    }
}
