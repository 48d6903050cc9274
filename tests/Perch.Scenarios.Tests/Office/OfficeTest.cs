namespace Perch.Scenarios.Tests.Office;

/// <summary>A test that has an office to itself.</summary>
public abstract class OfficeTest : IAsyncLifetime
{
    private Pbx? _pbx;

    protected Pbx Pbx => _pbx ?? throw new InvalidOperationException("The office opens at the start of the test.");

    public async ValueTask InitializeAsync() => _pbx = await Pbx.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_pbx is not null)
        {
            await _pbx.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
