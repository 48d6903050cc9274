using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>RFC 3261 §10.3: takes REGISTERs and answers them. Thread-safe; never waits.</summary>
public sealed class SipRegistrar
{
    /// <summary>Answers the REGISTER, whatever it is, without a transaction.</summary>
    public void OnRegister(SipMessage request, in SipFlow flow) => throw new NotImplementedException();
}
