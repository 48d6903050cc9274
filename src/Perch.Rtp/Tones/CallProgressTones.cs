namespace Perch.Rtp;

/// <summary>What a caller hears of the other end.</summary>
public enum CallProgressTone
{
    Ringback,
    Busy,
    Congestion,
}

/// <summary>The tones of each country (ITU-T E.180 supplement 2), by ISO 3166 code; the USA's for the others.</summary>
public static class CallProgressTones
{
    private static readonly Dictionary<string, Plan> Plans = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = new([new(440, 480, 2000), Off(4000)], On(480, 620, 500), On(480, 620, 250)),
        ["CA"] = new([new(440, 480, 2000), Off(4000)], On(480, 620, 500), On(480, 620, 250)),
        ["GB"] = new(
            [new(400, 450, 400), Off(200), new(400, 450, 400), Off(2000)],
            On(400, 0, 375),
            [new(400, 0, 400), Off(350), new(400, 0, 225), Off(525)]),
        ["IE"] = new(
            [new(400, 450, 400), Off(200), new(400, 450, 400), Off(2000)], On(425, 0, 500), On(425, 0, 250)),
        ["AU"] = new(
            [new(400, 425, 400), Off(200), new(400, 425, 400), Off(2000)], On(425, 0, 375), On(425, 0, 375)),
        ["NZ"] = new(
            [new(400, 450, 400), Off(200), new(400, 450, 400), Off(2000)], On(400, 0, 500), On(400, 0, 250)),
        ["DE"] = new([new(425, 0, 1000), Off(4000)], On(425, 0, 480), On(425, 0, 240)),
        ["AT"] = new([new(420, 0, 1000), Off(5000)], On(420, 0, 400), On(420, 0, 200)),
        ["CH"] = new([new(425, 0, 1000), Off(4000)], On(425, 0, 500), On(425, 0, 200)),
        ["FR"] = new([new(440, 0, 1500), Off(3500)], On(440, 0, 500), On(440, 0, 250)),
        ["ES"] = new([new(425, 0, 1500), Off(3000)], On(425, 0, 200), On(425, 0, 200)),
        ["IT"] = new([new(425, 0, 1000), Off(4000)], On(425, 0, 500), On(425, 0, 200)),
        ["NL"] = new([new(425, 0, 1000), Off(4000)], On(425, 0, 500), On(425, 0, 250)),
        ["BE"] = new([new(425, 0, 1000), Off(3000)], On(425, 0, 500), On(425, 0, 167)),
        ["SE"] = new([new(425, 0, 1000), Off(5000)], On(425, 0, 250), On(425, 0, 250)),
        ["JP"] = new([new(400, 0, 1000), Off(2000)], On(400, 0, 500), On(400, 0, 500)),
    };

    public static Tone For(string country, CallProgressTone tone)
    {
        var plan = Plans.TryGetValue(country, out var found) ? found : Plans["US"];

        return new Tone(tone switch
        {
            CallProgressTone.Ringback => plan.Ringback,
            CallProgressTone.Busy => plan.Busy,
            CallProgressTone.Congestion => plan.Congestion,
        });
    }

    private static ToneStep Off(int milliseconds) => new(0, 0, milliseconds);

    private static ToneStep[] On(int frequencyA, int frequencyB, int milliseconds) =>
        [new(frequencyA, frequencyB, milliseconds), Off(milliseconds)];

    private sealed record Plan(ToneStep[] Ringback, ToneStep[] Busy, ToneStep[] Congestion);
}
