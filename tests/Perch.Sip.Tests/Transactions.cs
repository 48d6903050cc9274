namespace Perch.Sip.Tests;

/// <summary>Effects of one event, as words.</summary>
internal static class Transactions
{
    public static readonly SipTimings Timings = SipTimings.Default;

    public static string After(Action<TransactionEffects> happens)
    {
        var effects = new TransactionEffects();
        happens(effects);

        return string.Join(' ', effects.All.ToArray().Select(Say));
    }

    private static string Say(TransactionEffect effect) =>
        effect.Kind == TransactionEffectKind.StartTimer
            ? $"{effect.Timer}={effect.After.TotalMilliseconds}"
            : effect.Kind.ToString();
}
