using System.Buffers.Binary;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// What a journal comes to, read from its beginning. The first record that is torn ends a file: all that was
/// acknowledged stands before it.
/// </summary>
/// <param name="wayTo">How to reach now what was reached by this listener, at this address, from this one; null: not at all.</param>
/// <param name="userAgents">Where equal texts are one.</param>
internal sealed class JournalReplay(Func<SipAddress, SipAddress, SipAddress, SipFlow?> wayTo, UserAgents userAgents)
{
    private readonly Dictionary<DeviceId, DeviceBinding[]> _devices = [];

    /// <summary>The bindings of every device, newest first; also such as have expired since.</summary>
    public IReadOnlyDictionary<DeviceId, DeviceBinding[]> Devices => _devices;

    public void Read(ReadOnlySpan<byte> file)
    {
        while (file.Length > JournalFormat.PrefixLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file);

            if (length is <= 0 or > JournalFormat.MaxPayload || length > file.Length - JournalFormat.PrefixLength)
            {
                return;
            }

            var payload = file.Slice(JournalFormat.PrefixLength, length);

            if (BinaryPrimitives.ReadUInt32LittleEndian(file[sizeof(int)..]) != JournalFormat.Checksum(payload))
            {
                return;
            }

            Apply(payload);
            file = file[(JournalFormat.PrefixLength + length)..];
        }
    }

    private void Apply(ReadOnlySpan<byte> payload)
    {
        var cursor = new JournalCursor(payload);

        switch (cursor.Byte())
        {
            case JournalFormat.DeviceRecord:
                ApplyDevice(ref cursor);
                break;

            case JournalFormat.RefreshRecord:
                ApplyRefresh(ref cursor);
                break;
        }
    }

    private void ApplyDevice(ref JournalCursor cursor)
    {
        var device = new DeviceId(cursor.Guid());
        var bindings = new List<DeviceBinding>();

        for (var count = cursor.Byte(); count > 0 && cursor.IsSound; count--)
        {
            if (ReadBinding(ref cursor, device) is { } binding)
            {
                bindings.Add(binding);
            }
        }

        if (bindings.Count > 0)
        {
            _devices[device] = [.. bindings];
        }
        else
        {
            _devices.Remove(device);
        }
    }

    private void ApplyRefresh(ref JournalCursor cursor)
    {
        var device = new DeviceId(cursor.Guid());
        var id = cursor.Guid();
        var expiresAt = cursor.Time();
        var cseq = (uint)cursor.Long();

        // The journal may say it again of a binding that a snapshot knows to be over.
        if (cursor.IsSound && _devices.TryGetValue(device, out var bindings))
        {
            Array.Find(bindings, binding => binding.Id == id)?.Refreshed(cseq, expiresAt);
        }
    }

    /// <summary>Null where no socket is left to reach it by.</summary>
    private DeviceBinding? ReadBinding(ref JournalCursor cursor, DeviceId device)
    {
        var id = cursor.Guid();
        var account = new AccountId(cursor.Guid());
        var registeredAt = cursor.Time();
        var expiresAt = cursor.Time();
        var cseq = (uint)cursor.Long();
        var flags = cursor.Byte();
        var flow = wayTo(cursor.Address(), cursor.Address(), cursor.Address());
        var received = cursor.Address();
        var made = new NewBinding
        {
            DeviceId = device,
            AccountId = account,
            ExpiresAt = expiresAt,
            CSeq = cseq,
            Flow = flow ?? default,
            Received = received,
            IsBehindNat = JournalFormat.IsBehindNat(flags),
            Contact = cursor.Text(),
            CallId = cursor.Text(),
            AorHost = cursor.Text(),
            Path = cursor.Text(),
            UserAgent = userAgents.Find(cursor.Text()),
        };

        return cursor.IsSound && flow is not null ? new(made, id, registeredAt) : null;
    }
}
