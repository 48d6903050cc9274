using System.Text.Json.Nodes;
using MudBlazor;

namespace Perch.Portal;

/// <summary>What is done to desks and people from several pages, each with its word of success or refusal.</summary>
internal sealed class DeskActions(PortalApi api, Notices notices, IDialogService dialogs)
{
    /// <summary>Asks who is to sit where, as far as it is not known yet.</summary>
    public Task AskAsync(PersonRow? person = null, Guid? desk = null) => dialogs.ShowAsync<LogInDialog>(
        "Log someone in",
        new DialogParameters<LogInDialog> { { dialog => dialog.Person, person }, { dialog => dialog.DeskId, desk } });

    public Task<ApiAnswer> LogInAsync(Guid person, Guid desk, bool takeover = false, string? pin = null)
    {
        var body = new JsonObject { ["userId"] = person, ["deviceId"] = desk, ["takeover"] = takeover };

        if (!string.IsNullOrEmpty(pin))
        {
            body["pin"] = pin;
        }

        return api.PostAsync("/hot-desk-sessions", body);
    }

    public async Task LogOutAsync(DeskNow desk, Sitting person)
    {
        var answer = await api.DeleteAsync("/hot-desk-sessions/" + person.Session);

        if (answer.IsFine)
        {
            notices.Done($"{person.Name} is logged out of {desk.Name}.", "Undo", () => BackAsync(desk, person));
        }
        else
        {
            notices.Refused(answer);
        }
    }

    /// <summary>Lets the phone at a desk ring, and says how it went.</summary>
    public async Task RingAsync(DeskNow desk)
    {
        notices.Done($"{desk.Name} should ring now, for 20 seconds.");
        var answer = await api.PostAsync($"/devices/{desk.Id}/test-call");

        if (!answer.IsFine)
        {
            notices.Refused(answer);
            return;
        }

        var outcome = answer.Body?["outcome"]?.ToString();

        if (outcome == "answered")
        {
            notices.Done($"{desk.Name} rang and was answered: it works.");
        }
        else
        {
            notices.Refused(desk.Name + outcome switch
            {
                "no-answer" => " rang, and nobody answered.",
                "busy" => " is busy. Ring it again later.",
                "declined" => " rang, and somebody declined the call.",
                _ => " could not be reached. Check its power and its network cable.",
            });
        }
    }

    public async Task ClearAsync(LockRow locked) =>
        notices.Tell(await api.DeleteAsync("/lockouts/" + locked.Id), "The lock is cleared; they can try again.");

    /// <summary>What <c>*13</c> does.</summary>
    public async Task<bool> ToggleAsync(Guid person, string whose)
    {
        var answer = await api.PostAsync($"/users/{person}/toggle");
        var isOn = answer.Body?["on"]?.ToString() == "true";

        return notices.Tell(answer, isOn ? $"{whose} own phones ring again." : $"{whose} own phones are off and stay silent.");
    }

    private async Task BackAsync(DeskNow desk, Sitting person) => notices.Tell(
        await LogInAsync(person.UserId, desk.Id), $"{person.Name} is back at {desk.Name}.");
}
