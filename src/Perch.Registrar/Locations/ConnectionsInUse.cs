using Perch.Transport;

namespace Perch.Registrar;

/// <summary>Keeps a connection open while any binding lives on it; several phones may share one.</summary>
internal sealed class ConnectionsInUse
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SipChannel, int> _bindings = [];

    public void Swap(ReadOnlySpan<DeviceBinding> before, ReadOnlySpan<DeviceBinding> after)
    {
        // First the new ones, so that what stays is not closed in between.
        foreach (var binding in after)
        {
            Count(binding.Flow.Channel, 1);
        }

        foreach (var binding in before)
        {
            Count(binding.Flow.Channel, -1);
        }
    }

    private void Count(SipChannel channel, int change)
    {
        if (!channel.IsReliable)
        {
            return;
        }

        lock (_gate)
        {
            var count = _bindings.GetValueOrDefault(channel) + change;
            channel.KeepOpen = count > 0;

            if (count > 0)
            {
                _bindings[channel] = count;
            }
            else
            {
                _bindings.Remove(channel);
            }
        }
    }
}
