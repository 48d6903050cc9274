using System.Runtime.InteropServices;

namespace Perch.Server.CommandLine;

/// <summary>SIGTERM and Ctrl-C: the first asks to stop, a second one not to wait for live calls.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _second = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
        ];
    }

    public Task First => _first.Task;

    public CancellationToken Second => _second.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _second.Dispose();
    }

    private void Receive(PosixSignalContext signal)
    {
        // Otherwise the process would end at once.
        signal.Cancel = true;

        if (!_first.TrySetResult())
        {
            _second.Cancel();
        }
    }
}
