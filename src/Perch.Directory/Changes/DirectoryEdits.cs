namespace Perch.Directory;

/// <summary>
/// What one transaction changes, to be brought into the snapshot after its commit, in the order it was said.
/// </summary>
internal sealed class DirectoryEdits
{
    private readonly List<Func<DirectorySnapshot, DirectoryChanged?>> _edits = [];
    private readonly List<Action> _elsewhere = [];

    public void Put(Account account) => _edits.Add(snapshot => snapshot.Put(account));

    public void Put(Site site) => _edits.Add(snapshot => snapshot.Put(site));

    public void Put(User user) => _edits.Add(snapshot => snapshot.Put(user));

    public void Put(Device device) => _edits.Add(snapshot => snapshot.Put(device));

    public void Put(FeatureCode code) => _edits.Add(snapshot => snapshot.Put(code));

    public void RemoveAccount(AccountId id) =>
        _edits.Add(snapshot => snapshot.Account(id) is { } account ? snapshot.Remove(account) : null);

    public void RemoveSite(SiteId id) =>
        _edits.Add(snapshot => snapshot.Site(id) is { } site ? snapshot.Remove(site) : null);

    public void RemoveUser(UserId id) =>
        _edits.Add(snapshot => snapshot.User(id) is { } user ? snapshot.Remove(user) : null);

    public void RemoveDevice(DeviceId id) =>
        _edits.Add(snapshot => snapshot.Device(id) is { } device ? snapshot.Remove(device) : null);

    /// <summary>What another module keeps in memory changes with this.</summary>
    public void Follow(Action change) => _elsewhere.Add(change);

    /// <summary>All edits first, then the news: a listener that looks sees the whole change. Null: there is nobody to tell yet.</summary>
    public void Apply(DirectorySnapshot snapshot, DirectoryNews? news)
    {
        var changes = _edits.ConvertAll(edit => edit(snapshot));
        _elsewhere.ForEach(change => change());
        foreach (var change in changes)
        {
            if (change is not null)
            {
                news?.Tell(change);
            }
        }
    }
}
