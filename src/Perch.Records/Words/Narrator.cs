using System.Globalization;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Tells what <see cref="Templates"/> has the words for.</summary>
internal sealed class Narrator(IDirectory directory) : INarrator
{
    private static readonly Told NotRecognised = new(
        "not-recognised",
        "No log-in: the ID or the PIN was not right, now or too often before; wait, try again, or ask an administrator.",
        IsVeiled: true);

    public Told Tell(Decision decision, AccountId account, bool exactly) =>
        !exactly && Decision.ForAdministrators.Contains(decision.What)
            ? NotRecognised
            : new(Api.WireNames.Of(decision.What), Words(decision, account), IsVeiled: false);

    private string Words(Decision decision, AccountId account)
    {
        var words = Templates.Of(decision.What)
            .Replace("{phone}", Phone(decision.Device), StringComparison.Ordinal)
            .Replace("{person}", Person(decision.User), StringComparison.Ordinal)
            .Replace("{since}", Since(decision.Since, account), StringComparison.Ordinal)
            .Replace("{text}", Text(decision), StringComparison.Ordinal);

        return char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    private string Phone(DeviceId? id) => id is not { } known ? "the phone"
        : directory.Device(known) is { } device ? $"the phone “{device.Nickname}”"
        : "a phone that was deleted";

    private string Person(UserId? id) => id is not { } known ? "the person"
        : directory.User(known) is not { } user ? "somebody who was deleted"
        : user.Extension is { } extension ? $"{user.DisplayName} ({extension})"
        : user.DisplayName;

    private string Since(DateTimeOffset? since, AccountId account)
    {
        if (since is not { } time)
        {
            return "";
        }

        var zone = directory.Account(account)?.TimeZone ?? "Etc/UTC";
        var there = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)
            ? TimeZoneInfo.ConvertTime(time, known) : time;

        return string.Create(CultureInfo.InvariantCulture, $" since {there:yyyy-MM-dd HH:mm}");
    }

    private static string Text(Decision decision) => decision switch
    {
        { What: Why.Unreachable, Text: null } => "it gave no answer at all; it may be off, or there is no way to it",
        { What: Why.Unreachable, Text: var status } => $"it answered with SIP status {status}",
        { What: Why.NotRegistered, Text: var end } => EndOfBinding(end),
        { Text: var text } => text ?? "",
    };

    private static string EndOfBinding(string? end) => end switch
    {
        "Unregistered" => "the phone signed off",
        "Expired" => "the phone did not renew it in time",
        "ConnectionClosed" => "its connection closed",
        "DeviceGone" => "its device or credentials were changed",
        _ => "it was replaced",
    };
}
