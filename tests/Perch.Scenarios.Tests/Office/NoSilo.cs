using Perch.Cluster;

namespace Perch.Scenarios.Tests.Office;

/// <summary>
/// Hundreds of servers in one process, each alone, would spend more time on their silos than on what is tried. Silos are
/// tried by <see cref="Cluster.OneOfficeOnTwoNodes"/> and by everything that starts the program.
/// </summary>
internal sealed class NoSilo : ISilo
{
    public Task<IServiceProvider?> StartAsync(INodeContents contents) => Task.FromResult<IServiceProvider?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
