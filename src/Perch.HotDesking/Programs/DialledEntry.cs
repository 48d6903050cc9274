namespace Perch.HotDesking;

/// <summary>What was dialled after the code, as in <c>*11204</c> or <c>*11204*7391</c>. Prints as stars.</summary>
internal sealed class DialledEntry
{
    private DialledEntry(string? id, string? pin, bool asksForAnybody)
    {
        Id = id;
        Pin = pin;
        AsksForAnybody = asksForAnybody;
    }

    /// <summary>Only the code was dialled.</summary>
    public static DialledEntry Nothing { get; } = new(id: null, pin: null, asksForAnybody: false);

    public string? Id { get; }

    public string? Pin { get; }

    /// <summary>More than the bare code, if only <c>*13*</c>: not the person the phone stands for.</summary>
    public bool AsksForAnybody { get; }

    /// <param name="pinAllowed">Whether the account lets PINs be dialled; else one is dropped and asked for.</param>
    public static DialledEntry Parse(string rest, bool pinAllowed)
    {
        var typed = rest.TrimEnd('#');
        var end = typed.AsSpan().IndexOfAny('*', '#');
        var id = end < 0 ? typed : typed[..end];
        var pin = end >= 0 && pinAllowed ? typed[(end + 1)..] : "";

        // Some phones send the number sign that ends dialling: nothing was dialled before it.
        return typed.Length == 0
            ? Nothing
            : new DialledEntry(id.Length > 0 ? id : null, id.Length > 0 && pin.Length > 0 ? pin : null, true);
    }

    public override string ToString() => "***";
}
