namespace Perch.Directory;

/// <summary>Which devices a caller's lists may speak of.</summary>
public static class CallerScope
{
    /// <summary>Null for all of the account; a site manager's are those at their sites.</summary>
    public static IReadOnlyList<Guid>? DevicesOf(this IDirectory directory, ApiCaller caller) => caller.Sites is null
        ? null
        : [.. directory.Devices(caller.Account).Where(caller.Covers).Select(device => device.Id.Value)];
}
