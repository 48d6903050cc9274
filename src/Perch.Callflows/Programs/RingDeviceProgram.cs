using System.Text.Json;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary><c>device</c>: rings one phone, whoever sits there and whether or not it is on for its owner.</summary>
internal sealed class RingDeviceProgram(IDirectory directory) : ICallProgram
{
    private const string DeviceIdField = "deviceId";

    public string Name => "device";

    public Task RunAsync(ICall call, ProgramStep step)
    {
        var device = Find(step.Data.Id(DeviceIdField), call.Account.Id);

        if (device is not { Enabled: true })
        {
            call.Because(Why.DeviceDisabled, device);
            return call.RingAsync(step, [], step.Data.Ringing());
        }

        call.Because(Why.DeviceCalled, device);

        return call.RingAsync(step, [device], step.Data.Ringing());
    }

    public IReadOnlyDictionary<string, string> Check(JsonElement data, AccountId account) => new SettingsCheck(data)
        .Id(DeviceIdField, id => Find(id, account) is not null)
        .Timeout()
        .Done();

    private Device? Find(Guid? id, AccountId account) =>
        id is { } given && directory.Device(new DeviceId(given)) is { } device && device.AccountId == account
            ? device
            : null;
}
