using Microsoft.Extensions.Hosting;

namespace Perch.Server.Hosting;

/// <summary>The command line decides when the server stops; the host listens to no signals of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
