using Microsoft.AspNetCore.Components;
using Perch.Directory;
using Perch.Events;

namespace Perch.Portal;

/// <summary>
/// A page that shows what is so now. It reads once when it opens, and again when the account's bell rings for something it
/// shows; at most twice a second, so that a busy office keeps no browser busy.
/// </summary>
public abstract class PageOfNews : ComponentBase, IDisposable
{
    /// <summary>The shortest time between two readings.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _over = new();
    private IDisposable? _listening;
    private int _isDue;

    [Inject]
    internal PortalApi Api { get; set; } = null!;

    [Inject]
    internal SignedIn Me { get; set; } = null!;

    [Inject]
    internal Notices Notices { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IEventBell Bell { get; set; } = null!;

    /// <summary>Whether it was read once.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>The beginnings of the types of events that change what is shown.</summary>
    protected abstract IReadOnlyList<string> Types { get; }

    /// <summary>Reads everything that is shown, from the API.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads and draws now, after the person did something.</summary>
    protected async Task RefreshAsync()
    {
        await ReadAsync();
        IsRead = true;
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        // Listening first: what happens while it is read makes it read once more.
        _listening = Bell.Listen(new AccountId(Me.Account), Rung);
        await ReadAsync();
        IsRead = true;
    }

    protected virtual void Dispose(bool disposing)
    {
        _listening?.Dispose();
        _over.Cancel();
        _over.Dispose();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private void Rung(string type)
    {
        if ((type == "reset" || Types.Any(wanted => type.StartsWith(wanted, StringComparison.Ordinal)))
            && Interlocked.Exchange(ref _isDue, 1) == 0)
        {
            _ = Task.Run(ReadSoonAsync);
        }
    }

    private async Task ReadSoonAsync()
    {
        try
        {
            await Task.Delay(Pace, TimeProvider.System, _over.Token);
            Volatile.Write(ref _isDue, 0);
            await InvokeAsync(RefreshAsync);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (ObjectDisposedException)
        {
            // The same, a moment earlier.
        }
    }
}
