using System.Diagnostics.CodeAnalysis;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>The open connections, by peer: for using them again, and for counting those of one source.</summary>
/// <param name="isKnown">Whether a phone is registered from this source.</param>
internal sealed class StreamRegister(Func<SipAddress, bool> isKnown)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SipAddress, List<StreamChannel>> _bySource = [];

    /// <summary>False when this source has as many as it may.</summary>
    public bool TryAdd(StreamChannel channel)
    {
        var most = isKnown(channel.Remote) ? StreamLimits.ConnectionsWithBinding : StreamLimits.Connections;

        lock (_gate)
        {
            var source = channel.Remote.WithPort(0);

            if (!_bySource.TryGetValue(source, out var channels))
            {
                _bySource[source] = channels = [];
            }

            if (channels.Count >= most)
            {
                return false;
            }

            channels.Add(channel);

            return true;
        }
    }

    public void Remove(StreamChannel channel)
    {
        lock (_gate)
        {
            var source = channel.Remote.WithPort(0);

            if (_bySource.TryGetValue(source, out var channels) && channels.Remove(channel) && channels.Count == 0)
            {
                _bySource.Remove(source);
            }
        }
    }

    public bool TryFind(SipProtocol protocol, SipAddress remote, [NotNullWhen(true)] out StreamChannel? channel)
    {
        lock (_gate)
        {
            channel = _bySource.GetValueOrDefault(remote.WithPort(0))?.Find(
                candidate => candidate.Remote == remote && candidate.Protocol == protocol && candidate.IsOpen);

            return channel is not null;
        }
    }

    public StreamChannel[] All()
    {
        lock (_gate)
        {
            return [.. _bySource.Values.SelectMany(channels => channels)];
        }
    }
}
