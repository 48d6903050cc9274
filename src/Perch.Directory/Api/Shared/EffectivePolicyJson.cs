namespace Perch.Directory;

/// <summary>What holds in the end, and who said so.</summary>
internal sealed record EffectivePolicyJson(
    EffectiveJson<HotDeskUse> HotDeskUse,
    EffectiveJson<OccupiedPolicy> OccupiedPolicy,
    EffectiveJson<LoggedOutProfile> LoggedOutProfile,
    EffectiveJson<AutoLogOutJson> AutoLogOut,
    EffectiveJson<bool> PinToLogOut)
{
    /// <param name="chain">From the nearest to the farthest; the defaults come after them by themselves.</param>
    public static EffectivePolicyJson Of(params IReadOnlyList<Said> chain)
    {
        IReadOnlyList<Said> all = [.. chain, new(PolicySource.Default, DeskPolicy.Defaults)];
        return new(
            Nearest(all, policy => policy.HotDeskUse),
            Nearest(all, policy => policy.OccupiedPolicy),
            Nearest(all, policy => policy.LoggedOutProfile),
            Nearest(all, policy => AutoLogOutJson.Of(policy.AutoLogOut)),
            Nearest(all, policy => policy.PinToLogOut));
    }

    private static EffectiveJson<T> Nearest<T>(IReadOnlyList<Said> chain, Func<DeskPolicy, T?> field)
        where T : struct
    {
        var said = chain.First(said => field(said.Policy) is not null);
        return new(field(said.Policy)!.Value, said.By);
    }

    private static EffectiveJson<T> Nearest<T>(IReadOnlyList<Said> chain, Func<DeskPolicy, T?> field)
        where T : class
    {
        var said = chain.First(said => field(said.Policy) is not null);
        return new(field(said.Policy)!, said.By);
    }
}

internal sealed record EffectiveJson<T>(T Value, PolicySource From);

internal sealed record Said(PolicySource By, DeskPolicy Policy);

internal enum PolicySource
{
    Device,
    Site,
    Account,
    Default,
}
