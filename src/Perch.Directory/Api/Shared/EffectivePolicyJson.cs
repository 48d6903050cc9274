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

/// <summary>
/// What holds for a person wherever the desk says nothing: between the two, the nearest setting is the desk's or its
/// site's.
/// </summary>
internal sealed record EffectiveOfUserJson(EffectiveJson<AutoLogOutJson> AutoLogOut)
{
    public static EffectiveOfUserJson Of(AutoLogOut? own, Account? account)
    {
        var (rule, from) = (own, account?.Policy.AutoLogOut) switch
        {
            ({ } mine, _) => (mine, PolicySource.User),
            (null, { } said) => (said, PolicySource.Account),
            _ => (Directory.AutoLogOut.Never, PolicySource.Default),
        };

        return new(new EffectiveJson<AutoLogOutJson>(AutoLogOutJson.Of(rule)!, from));
    }
}

internal sealed record EffectiveJson<T>(T Value, PolicySource From);

internal sealed record Said(PolicySource By, DeskPolicy Policy);

internal enum PolicySource
{
    User,
    Device,
    Site,
    Account,
    Default,
}
