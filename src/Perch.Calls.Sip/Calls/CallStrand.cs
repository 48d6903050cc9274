using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>
/// Runs everything that touches a call one turn at a time: on the thread that brings it where the call is free, else
/// on the thread that has the call, as soon as that is done. Nobody waits for anybody.
/// </summary>
internal sealed class CallStrand(Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private Queue<Action>? _waiting;
    private bool _busy;

    /// <summary>Runs now or after the turn that is running.</summary>
    public void Run<T>(T state, Action<T> turn)
    {
        lock (_gate)
        {
            if (_busy)
            {
                (_waiting ??= new()).Enqueue(() => turn(state));
                return;
            }

            _busy = true;
        }

        Take(state, turn);
        TakeWaiting();
    }

    /// <summary>As <see cref="Run{T}(T, Action{T})"/>; the message is copied where it has to wait.</summary>
    public void Run<T>(T state, SipMessage message, Action<T, SipMessage> turn)
    {
        lock (_gate)
        {
            if (_busy)
            {
                var copy = message.Detach();
                (_waiting ??= new()).Enqueue(() => turn(state, copy));
                return;
            }

            _busy = true;
        }

        try
        {
            turn(state, message);
        }
        catch (Exception failure)
        {
            failed(failure);
        }

        TakeWaiting();
    }

    private void Take<T>(T state, Action<T> turn)
    {
        try
        {
            turn(state);
        }
        catch (Exception failure)
        {
            failed(failure);
        }
    }

    private void TakeWaiting()
    {
        while (true)
        {
            Action? next = null;

            lock (_gate)
            {
                if (_waiting is null || !_waiting.TryDequeue(out next))
                {
                    _busy = false;
                    return;
                }
            }

            Take(next, static turn => turn());
        }
    }
}
