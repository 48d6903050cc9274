using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Ends the bindings of devices that an administrator took out of service or gave new credentials.</summary>
internal sealed class DirectoryWatch : IDisposable
{
    private readonly BindingTable _table;
    private readonly DeviceMemories _memories;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;

    public DirectoryWatch(BindingTable table, DeviceMemories memories, TimeProvider time, IDirectoryNews news)
    {
        _table = table;
        _memories = memories;
        _time = time;
        _subscription = news.Subscribe(OnChanged);
    }

    public void Dispose() => _subscription.Dispose();

    private void OnChanged(DirectoryChanged news)
    {
        switch (news)
        {
            case DeviceDeleted deleted:
                End(deleted.Device.Id);
                _memories.Forget(deleted.Device.Id);
                break;

            case DeviceChanged change when change.WasDisabled || change.CredentialsChanged:
                End(change.After.Id);
                break;

            case AccountChanged change when change.RealmChanged || !change.After.Enabled:
                EndAccount(change.After.Id);
                break;

            case AccountDeleted deleted:
                EndAccount(deleted.Account.Id);
                break;
        }
    }

    private void End(DeviceId device) => _table.RemoveAll(device, BindingEnd.DeviceGone, _time.GetUtcNow());

    private void EndAccount(AccountId account)
    {
        using var walk = _table.Walk();

        while (walk.MoveNext())
        {
            if (walk.Current.Value is [var binding, ..] && binding.AccountId == account)
            {
                End(walk.Current.Key);
            }
        }
    }
}
