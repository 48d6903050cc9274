using System.Security.Cryptography;

namespace Perch.Directory.Tests.Snapshot;

/// <summary>The heap of the process is weighed here, so nothing else may put anything on it meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public class ManyDevices
{
    private const int Devices = 20_000;

    [Fact]
    public void A_device_takes_at_most_a_kilobyte_of_memory()
    {
        var snapshot = new DirectorySnapshot();
        var account = new AccountId(Guid.CreateVersion7());
        snapshot.Put(new Account { Id = account, Name = "default", Realm = "pbx.example.com" });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var device = 0; device < Devices; device++)
        {
            var user = new UserId(Guid.CreateVersion7());
            snapshot.Put(Row(account, user, device).ToModel(Secret()));
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Devices;
        Assert.InRange(each, 1, 1024);
        Assert.Equal(Devices, snapshot.Devices(account).Count());
    }

    private static DeviceRow Row(AccountId account, UserId owner, int number) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = account.Value,
        Nickname = $"Desk number {number}",
        SipUsername = $"desk{number}",
        OwnerId = owner.Value,
        Language = new string("en-US"),
    };

    private static SipSecret Secret() => new(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(64));
}
