using Perch.Server.Configuration;

namespace Perch.Scenarios.Tests.Office;

/// <summary>A test that has an office to itself.</summary>
public abstract class OfficeTest : IAsyncLifetime
{
    private Pbx? _pbx;

    /// <summary>What is other than in the usual office.</summary>
    protected virtual Func<ServerOptions, ServerOptions>? Change => null;

    protected Pbx Pbx => _pbx ?? throw new InvalidOperationException("The office opens at the start of the test.");

    public async ValueTask InitializeAsync() => _pbx = await Pbx.StartAsync(Change);

    public async ValueTask DisposeAsync()
    {
        if (_pbx is not null)
        {
            await _pbx.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
