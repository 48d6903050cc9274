namespace Perch.Interop.Tests;

/// <summary>Other people's programs cannot be given a clock, so their effects are looked for until they show.</summary>
internal static class Until
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task<T> SeenAsync<T>(Func<T?> look, TimeSpan within, Func<string> what)
        where T : class
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();

        while (true)
        {
            if (look() is { } seen)
            {
                return seen;
            }

            Assert.True(clock.GetElapsedTime(began) < within, $"Not seen within {within.TotalSeconds} s: {what()}");
            await Task.Delay(Step, clock);
        }
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan within, Func<string> what) =>
        SeenAsync(() => condition() ? "yes" : null, within, what);
}
