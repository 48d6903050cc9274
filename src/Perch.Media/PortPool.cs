using System.Security.Cryptography;

namespace Perch.Media;

/// <summary>The even/odd pairs of the RTP range: which are free, which rest before they are used again.</summary>
internal sealed class PortPool
{
    private readonly Lock _gate = new();
    private readonly List<int> _free;
    private readonly Queue<(int Port, long ReleasedAt)> _resting = new();
    private readonly MediaOptions _options;
    private readonly TimeProvider _time;

    public PortPool(MediaOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var first = (options.FirstPort + 1) / 2 * 2;
        var count = Math.Max(0, (options.LastPort - first + 1) / 2);
        _free = [.. Enumerable.Range(0, count).Select(pair => first + (2 * pair))];
    }

    /// <summary>A random even port whose pair is free; null when only the emergency reserve, or nothing, is left.</summary>
    public int? Take(bool emergency)
    {
        lock (_gate)
        {
            while (_resting.TryPeek(out var oldest) && _time.GetElapsedTime(oldest.ReleasedAt) >= _options.ReuseDelay)
            {
                _free.Add(_resting.Dequeue().Port);
            }

            if (_free.Count <= (emergency ? 0 : _options.EmergencyPairs))
            {
                return null;
            }

            // A port that cannot be foretold is harder to inject audio into.
            var index = RandomNumberGenerator.GetInt32(_free.Count);
            var port = _free[index];
            _free[index] = _free[^1];
            _free.RemoveAt(_free.Count - 1);

            return port;
        }
    }

    public void Release(int port)
    {
        lock (_gate)
        {
            _resting.Enqueue((port, _time.GetTimestamp()));
        }
    }
}
