using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// What bindings live on: the hosts they came from, and the connections, which stay open while any does. Several
/// phones may share either.
/// </summary>
internal sealed class PlacesInUse
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SipChannel, int> _connections = [];
    private readonly Dictionary<SipAddress, int> _hosts = [];

    /// <summary>Whether any binding came from this machine, or from behind this NAT.</summary>
    public bool HasHost(SipAddress source)
    {
        lock (_gate)
        {
            return _hosts.ContainsKey(source.WithPort(0));
        }
    }

    public void Swap(ReadOnlySpan<DeviceBinding> before, ReadOnlySpan<DeviceBinding> after)
    {
        lock (_gate)
        {
            // First the new ones, so that what stays is not closed in between.
            foreach (var binding in after)
            {
                Count(binding, 1);
            }

            foreach (var binding in before)
            {
                Count(binding, -1);
            }
        }
    }

    private void Count(DeviceBinding binding, int change)
    {
        var channel = binding.Flow.Channel;
        Count(_hosts, binding.Received.WithPort(0), change);

        if (channel.IsReliable)
        {
            channel.KeepOpen = Count(_connections, channel, change) > 0;
        }
    }

    private static int Count<T>(Dictionary<T, int> counts, T place, int change)
        where T : notnull
    {
        var count = counts.GetValueOrDefault(place) + change;

        if (count > 0)
        {
            counts[place] = count;
        }
        else
        {
            counts.Remove(place);
        }

        return count;
    }
}
