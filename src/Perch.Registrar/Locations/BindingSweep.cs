using Perch.Directory;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>
/// Walks over the bindings, a part each second, removing what is over and sending the keep-alives that are due.
/// Look-ups do not depend on it: they see at once what has expired or closed.
/// </summary>
internal sealed class BindingSweep : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Ticks for one round over everything.</summary>
    private const int TicksPerRound = 5;

    private readonly BindingTable _table;
    private readonly KeepAlives _keepAlives;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private IEnumerator<KeyValuePair<DeviceId, DeviceBinding[]>>? _walk;

    public BindingSweep(BindingTable table, KeepAlives keepAlives, TimeProvider time)
    {
        _table = table;
        _keepAlives = keepAlives;
        _time = time;
        _timer = time.CreateTimer(static sweep => ((BindingSweep)sweep!).OnTick(), this, Tick, Tick);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTick()
    {
        // A walk that takes longer than a tick goes on alone.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            Walk(_time.GetUtcNow(), (_table.DeviceCount / TicksPerRound) + 1);
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Walk(DateTimeOffset now, int devices)
    {
        for (; devices > 0; devices--)
        {
            _walk ??= _table.Walk();

            if (!_walk.MoveNext())
            {
                _walk.Dispose();
                _walk = null;
                return;
            }

            foreach (var binding in _walk.Current.Value)
            {
                Visit(binding, now);
            }
        }
    }

    private void Visit(DeviceBinding binding, DateTimeOffset now)
    {
        if (!binding.Flow.Channel.IsOpen)
        {
            _table.Remove(binding, BindingEnd.ConnectionClosed, now);
        }
        else if (binding.ExpiresAt <= now)
        {
            _table.Remove(binding, BindingEnd.Expired, now);
        }
        else if (binding.IsBehindNat && binding.Flow.Channel.Protocol == SipProtocol.Udp)
        {
            _keepAlives.SendIfDue(binding, now);
        }
    }
}
