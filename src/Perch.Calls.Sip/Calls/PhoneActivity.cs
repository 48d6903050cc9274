using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>Counts the legs of each phone, from the port for their audio to its end. Thread-safe.</summary>
internal sealed partial class PhoneActivity(
    TimeProvider time, IEnumerable<IPhoneListener> listeners, ILogger<PhoneActivity> logger) : IPhoneActivity
{
    private readonly IPhoneListener[] _listeners = [.. listeners];
    private readonly Dictionary<DeviceId, Use> _uses = [];
    private readonly Lock _gate = new();

    public bool IsBusy(DeviceId phone)
    {
        lock (_gate)
        {
            return _uses.ContainsKey(phone);
        }
    }

    public bool IsRinging(DeviceId phone)
    {
        lock (_gate)
        {
            return _uses.TryGetValue(phone, out var use) && !use.WasUsed;
        }
    }

    /// <param name="isUsed">Somebody has taken this phone up to dial; else see <see cref="PhoneUse.Take"/>.</param>
    public PhoneUse Begin(DeviceId phone, bool isUsed)
    {
        lock (_gate)
        {
            var use = _uses.GetValueOrDefault(phone);
            _uses[phone] = new(use.Legs + 1, use.WasUsed || isUsed);
        }

        return new(this, phone);
    }

    private void Take(DeviceId phone)
    {
        lock (_gate)
        {
            if (_uses.TryGetValue(phone, out var use))
            {
                _uses[phone] = use with { WasUsed = true };
            }
        }
    }

    private void End(DeviceId phone)
    {
        Use use;

        lock (_gate)
        {
            use = _uses[phone];

            if (use.Legs > 1)
            {
                _uses[phone] = use with { Legs = use.Legs - 1 };
                return;
            }

            _uses.Remove(phone);
        }

        Tell(new(phone, time.GetUtcNow(), use.WasUsed));
    }

    private void Tell(PhoneBecameIdle news)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Hear(news);
            }
            catch (Exception failure)
            {
                LogListenerFailed(failure, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Listener} failed on a phone that became idle")]
    private partial void LogListenerFailed(Exception failure, string listener);

    private readonly record struct Use(int Legs, bool WasUsed);

    /// <summary>One leg at a phone; ends once.</summary>
    internal sealed class PhoneUse(PhoneActivity activity, DeviceId phone) : IDisposable
    {
        private int _ended;

        /// <summary>Somebody has answered.</summary>
        public void Take() => activity.Take(phone);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                activity.End(phone);
            }
        }
    }
}
