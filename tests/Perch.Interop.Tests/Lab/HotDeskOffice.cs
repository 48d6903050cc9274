namespace Perch.Interop.Tests;

/// <summary>
/// The office of the help page: Alice at 204 with a phone of her own and a PIN, Bob at 205 with his, and the window desk,
/// which belongs to nobody. The server runs; which kind of telephones they have is said by whoever plugs them in.
/// </summary>
internal sealed class HotDeskOffice : IAsyncDisposable
{
    public const string AlicesId = "204";
    public const string AlicesPin = "4711";
    public const int AlicesTone = 440;
    public const int BobsTone = 1000;
    public const int WindowsTone = 1600;

    private readonly PerchProcess _perch;
    private readonly List<BaresipPhone> _phones = [];

    private HotDeskOffice(LabNetwork network, PerchProcess perch) => (Network, _perch) = (network, perch);

    public LabNetwork Network { get; }

    public BaresipPhone AlicesPhone => _phones[0];

    public BaresipPhone BobsPhone => _phones[1];

    public BaresipPhone WindowDesk => _phones[2];

    /// <summary>With a baresip for each telephone, registered.</summary>
    public static async Task<HotDeskOffice> OpenWithBaresipAsync()
    {
        var office = await OpenAsync();

        try
        {
            await office.PlugInAsync("alice-own", AlicesTone);
            await office.PlugInAsync("bob-own", BobsTone);
            await office.PlugInAsync("window", WindowsTone);
        }
        catch
        {
            await office.DisposeAsync();
            throw;
        }

        return office;
    }

    public static async Task<HotDeskOffice> OpenAsync()
    {
        var network = await LabNetwork.OpenAsync();
        var office = new HotDeskOffice(network, await PerchProcess.StartAsync(network));

        try
        {
            await office.FurnishAsync();
        }
        catch
        {
            await office.DisposeAsync();
            throw;
        }

        return office;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        await _perch.DisposeAsync();
        await Network.DisposeAsync();
    }

    private async Task FurnishAsync()
    {
        using var administrator = await _perch.LogInAsync();
        await administrator.AddDeviceAsync("alice-own", await administrator.AddUserAsync("Alice", AlicesId, AlicesPin));
        await administrator.AddDeviceAsync("bob-own", await administrator.AddUserAsync("Bob", "205"));
        await administrator.AddDeviceAsync("window");
    }

    private async Task PlugInAsync(string username, int tone) =>
        _phones.Add(await BaresipPhone.PlugInAsync(Network, new(username, Office.SipPassword, tone)));
}
