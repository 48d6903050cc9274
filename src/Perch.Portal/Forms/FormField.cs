using Microsoft.AspNetCore.Components;

namespace Perch.Portal;

/// <summary>A field of the form around it: a label, the control, a line of help, and what the API said against it.</summary>
public abstract class FormField : FormPart
{
    /// <summary>The API's name of it, dotted.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>One line: what it does, or what to enter.</summary>
    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>For the label, and for whoever reads the page aloud.</summary>
    protected string Name => "f-" + Field.Replace('.', '-');

    protected string? Error => Form.Errors.GetValueOrDefault(Field);

    /// <summary>The ids of the lines that describe the control.</summary>
    protected string? DescribedBy => (Error, Help) switch
    {
        (null, null) => null,
        (null, _) => Name + "-help",
        (_, null) => Name + "-error",
        _ => $"{Name}-error {Name}-help",
    };

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Form.Show(Field);
    }
}
