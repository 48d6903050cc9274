using System.Text.Json.Nodes;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>What events have to tell.</summary>
internal sealed class EventNotices(IDirectory directory)
{
    private const string LoggedOut = "desk.logged_out";
    private const string Locked = "desk.locked";
    private const string TakenOver = "taken-over";

    public static IReadOnlyList<string> Types { get; } = [LoggedOut, Locked];

    /// <summary>Null where nobody needs to know.</summary>
    public Notice? Of(OutboxEvent happened) => happened.Type switch
    {
        LoggedOut when happened.Data["reason"]?.ToString() == TakenOver => Displaced(happened),
        Locked => OfLock(happened),
        _ => null,
    };

    private Notice Displaced(OutboxEvent happened)
    {
        var device = DeviceIn(happened.Data);
        var text = $"{PersonIn(happened.Data) ?? "Somebody"} was displaced from {NameOf(device)}: "
            + "somebody else logged in there.";
        return new(happened.Account, NotificationKind.Displaced, happened.At, text, device?.Id);
    }

    private Notice OfLock(OutboxEvent happened)
    {
        var data = happened.Data;
        var device = DeviceIn(data);
        var timeZone = device is null ? directory.Account(happened.Account)?.TimeZone : directory.TimeZoneOf(device);
        var until = Clock.At(timeZone ?? "Etc/UTC", data["until"]!.GetValue<DateTimeOffset>());
        var where = device is null && data["address"] is { } address ? $"from the address {address}" : $"at {NameOf(device)}";
        var text = PersonIn(data) is { } person
            ? $"{person} is locked {where} until {until}, after {data["count"]} wrong PINs."
            : $"Nobody can log in {where} until {until}, after {data["count"]} unknown IDs.";
        return new(happened.Account, NotificationKind.Locked, happened.At, text, device?.Id);
    }

    private static string NameOf(Device? device) => device is null ? "a phone that is gone" : $"“{device.Nickname}”";

    private string? PersonIn(JsonObject data) =>
        IdIn(data, "userId") is { } id ? directory.User(new(id))?.DisplayName ?? "Somebody who is gone" : null;

    private Device? DeviceIn(JsonObject data) => IdIn(data, "deviceId") is { } id ? directory.Device(new(id)) : null;

    private static Guid? IdIn(JsonObject data, string name) =>
        Guid.TryParse(data[name]?.ToString(), out var id) ? id : null;
}
