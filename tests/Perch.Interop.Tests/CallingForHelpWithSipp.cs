namespace Perch.Interop.Tests;

/// <summary>reliability.md H5, message by message: INVITE 112, 911 and 999 at a desk in each state.</summary>
[Collection(OneLab.Name)]
public sealed class CallingForHelpWithSipp
{
    private static readonly string[] Numbers = ["112", "911", "999"];

    [Fact]
    public async Task H5_help_is_called_from_a_desk_logged_out_logged_in_and_just_left()
    {
        await using var office = await HotDeskOffice.OpenAsync();
        var desk = await SippPhone.PlugInAsync(office.Network, "window");

        await AllAreHeardAsync(office, desk);
        await desk.PlayAsync("logs-in", "*11");
        await AllAreHeardAsync(office, desk);
        await desk.PlayAsync("dials-and-listens", "*12");
        await AllAreHeardAsync(office, desk);
    }

    private static async Task AllAreHeardAsync(HotDeskOffice office, SippPhone desk)
    {
        foreach (var number in Numbers)
        {
            await using var ears = new SippEars(office.Network.ServerAddress);
            await desk.PlayAsync("dials-and-listens", number, ears);

            Heard.InOrder(ears.Heard(), "no-emergency-trunk");
        }
    }
}
