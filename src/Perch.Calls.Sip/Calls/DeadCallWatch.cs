using Microsoft.Extensions.Hosting;

namespace Perch.Calls.Sip;

/// <summary>Ends calls whose phones have fallen silent: looks at all of them every few seconds.</summary>
internal sealed class DeadCallWatch(CallServices services) : IHostedService, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = services.Stack.Time.CreateTimer(
            static watch => ((DeadCallWatch)watch!).Look(), this, LookEvery, LookEvery);

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();

        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        foreach (var call in services.Live.All)
        {
            call.EndIfDead(services.Options.SilenceEndsCall);
        }
    }
}
