using MudBlazor;

namespace Perch.Portal;

/// <summary>The one palette, for the controls of the library; <c>perch.css</c> has the same for everything else.</summary>
internal static class Theme
{
    private static readonly string[] Fonts = ["Inter", "DejaVu Sans", "system-ui", "sans-serif"];

    public static MudTheme Perch { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2456d6", Background = "#f6f7f9", Surface = "#ffffff", TextPrimary = "#16202b", TextSecondary = "#5b6875",
            LinesDefault = "#e3e7ec", LinesInputs = "#aab4be", Success = "#1f8a5b", Error = "#b3261e", Warning = "#8a6100",
            ActionDefault = "#5b6875",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7aa2ff", PrimaryContrastText = "#0f151c", Background = "#0f151c", Surface = "#17202a",
            TextPrimary = "#e8edf2", TextSecondary = "#9aa7b4", LinesDefault = "#263240", LinesInputs = "#51606f",
            Success = "#5bd19b", Error = "#ff8a80", Warning = "#f2c14e", ActionDefault = "#9aa7b4",
        },
        LayoutProperties = new() { DefaultBorderRadius = "9px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "15px", LineHeight = "1.45" },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "18px", FontWeight = "650" },
        },
    };
}
