namespace Perch.Server.Checking;

/// <summary>One thing that was looked at.</summary>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do; empty where nothing is to be done.</param>
internal sealed record Finding(Verdict Verdict, string Text, string Advice = "")
{
    public static Finding Fine(string text) => new(Verdict.Fine, text);

    public static Finding Note(string text, string advice) => new(Verdict.Note, text, advice);

    public static Finding Wrong(string text, string advice) => new(Verdict.Wrong, text, advice);

    public override string ToString() =>
        $"{Word,-6} {Text}{(Advice.Length == 0 ? "" : $"{Environment.NewLine}       → {Advice}")}";

    private string Word => Verdict switch
    {
        Verdict.Fine => "ok",
        Verdict.Note => "note",
        Verdict.Wrong => "WRONG",
    };
}

internal enum Verdict
{
    Fine,

    /// <summary>Works, but somebody should know.</summary>
    Note,

    Wrong,
}
