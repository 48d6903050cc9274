using System.Collections.Immutable;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>
/// All callflows in memory, as of the last commit. Read from any thread; written by the store's commits, one
/// after another.
/// </summary>
internal sealed class CallflowBook
{
    private volatile ImmutableDictionary<AccountId, AccountCallflows> _accounts =
        ImmutableDictionary<AccountId, AccountCallflows>.Empty;

    public AccountCallflows Of(AccountId account) => _accounts.GetValueOrDefault(account, AccountCallflows.None);

    public void Load(IEnumerable<Callflow> callflows) => _accounts = callflows
        .GroupBy(callflow => callflow.AccountId)
        .ToImmutableDictionary(group => group.Key, group => AccountCallflows.Of(group));

    public void Put(Callflow callflow) =>
        _accounts = _accounts.SetItem(callflow.AccountId, Of(callflow.AccountId).With(callflow));

    public void Remove(Callflow callflow) =>
        _accounts = _accounts.SetItem(callflow.AccountId, Of(callflow.AccountId).Without(callflow.Id));

    public void Remove(AccountId account) => _accounts = _accounts.Remove(account);
}

/// <summary>One account's callflows, found by id, by number and by pattern.</summary>
internal sealed record AccountCallflows(
    ImmutableDictionary<Guid, Callflow> ById, ImmutableDictionary<string, Callflow> ByNumber)
{
    public static AccountCallflows None { get; } = new(
        ImmutableDictionary<Guid, Callflow>.Empty,
        ImmutableDictionary.Create<string, Callflow>(StringComparer.Ordinal));

    /// <summary>Those with patterns, oldest first: the first that matches is taken.</summary>
    public IReadOnlyList<Callflow> WithPatterns { get; } =
        [.. ById.Values.Where(callflow => callflow.Patterns.Count > 0).OrderBy(callflow => callflow.Id)];

    public static AccountCallflows Of(IEnumerable<Callflow> callflows) =>
        callflows.Aggregate(None, (all, callflow) => all.With(callflow));

    public AccountCallflows With(Callflow callflow)
    {
        var others = Without(callflow.Id);
        var numbers = callflow.Numbers.Select(number => KeyValuePair.Create(number, callflow));

        return new(others.ById.Add(callflow.Id, callflow), others.ByNumber.SetItems(numbers));
    }

    public AccountCallflows Without(Guid id) => ById.TryGetValue(id, out var callflow)
        ? new(ById.Remove(id), ByNumber.RemoveRange(callflow.Numbers))
        : this;
}
