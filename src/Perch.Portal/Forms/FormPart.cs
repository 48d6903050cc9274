using Microsoft.AspNetCore.Components;

namespace Perch.Portal;

/// <summary>
/// Something in the form around it. Drawn again whenever something in the form changed: the component around it would not do
/// that for parameters that are the same as before.
/// </summary>
public abstract class FormPart : ComponentBase, IDisposable
{
    private ObjectForm? _watched;

    [CascadingParameter]
    internal ObjectForm Form { get; set; } = null!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected override void OnParametersSet()
    {
        if (_watched != Form)
        {
            Dispose(disposing: true);
            _watched = Form;
            _watched.Changed += Redraw;
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_watched is not null)
        {
            _watched.Changed -= Redraw;
        }
    }

    private void Redraw() => _ = InvokeAsync(async () =>
    {
        await OnParametersSetAsync();
        StateHasChanged();
    });
}
