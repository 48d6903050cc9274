namespace Perch.Sip;

/// <summary>What a REGISTER may ask for; times in seconds.</summary>
/// <param name="MinExpires">Less is refused with 423, and nothing less is granted.</param>
/// <param name="MaxExpires">More is cut to this.</param>
/// <param name="DefaultExpires">Where the REGISTER names none.</param>
/// <param name="MaxBindings">At least 1.</param>
public readonly record struct RegisterLimits(int MinExpires, int MaxExpires, int DefaultExpires, int MaxBindings)
{
    private const int Steps = 1024;

    /// <summary>90 to 100 % of what was asked, so that phones that came back together do not refresh together.</summary>
    public int Grant(int asked, uint random)
    {
        var most = Math.Min(asked, MaxExpires);
        var off = (int)((long)most * (random % Steps) / (10 * Steps));

        return Math.Max(most - off, MinExpires);
    }
}
