using System.Collections.Concurrent;
using Perch.Directory;
using Perch.Sip;

namespace Perch.Registrar;

/// <summary>What is remembered of the devices that proved their password; of nobody else anything is. Thread-safe.</summary>
internal sealed class DeviceMemories
{
    private readonly ConcurrentDictionary<DeviceId, DeviceMemory> _devices = new();

    public DeviceMemory Of(DeviceId device) =>
        _devices.TryGetValue(device, out var known) ? known : _devices.GetOrAdd(device, static _ => new());

    public void Forget(DeviceId device) => _devices.TryRemove(device, out _);
}

/// <summary>Which nonces one device has used, and how its last REGISTER was answered. Thread-safe.</summary>
internal sealed class DeviceMemory
{
    private readonly Lock _gate = new();
    private NonceCounts _nonces;
    private int _lastRegister;
    private uint _lastCSeq;

    /// <summary>Of the REGISTER remembered last.</summary>
    public RegisterOutcome LastOutcome { get; private set; }

    /// <summary>Uses a count of a nonce once; false when it was used, or may have been.</summary>
    public bool TryUse(Nonce nonce, uint count)
    {
        lock (_gate)
        {
            return _nonces.TryUse(nonce, count);
        }
    }

    /// <summary>Whether the REGISTER is the one remembered, come again.</summary>
    public bool IsLast(SipMessage register) =>
        _lastCSeq == register.CSeqNumber && _lastRegister != 0 && _lastRegister == HashOf(register);

    public void Remember(SipMessage register, RegisterOutcome outcome)
    {
        _lastRegister = HashOf(register);
        _lastCSeq = register.CSeqNumber;
        LastOutcome = outcome;
    }

    /// <summary>Not 0, and different from process to process, so that nobody can aim at it.</summary>
    private static int HashOf(SipMessage register)
    {
        var hash = default(HashCode);
        hash.AddBytes(register.CallId);
        hash.AddBytes(register.Branch);

        return hash.ToHashCode() | 1;
    }
}
