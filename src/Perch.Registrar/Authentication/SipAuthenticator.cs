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
    /// <summary>
    /// True with the phone that sent the request; false when the request has been answered, without a transaction, by
    /// 401 or 403. Known and unknown names are answered alike. Not for ACK and CANCEL (RFC 3261 §22.1), nor for
    /// requests inside a dialog that was authenticated when it began.
    /// </summary>
    public bool TryAuthenticate(SipMessage request, in SipFlow flow, out AuthenticatedDevice sender) =>
        throw new NotImplementedException();
}
