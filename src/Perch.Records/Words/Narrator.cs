using System.Globalization;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Tells the decisions of calls in words, with the names that people and phones have now.</summary>
internal sealed class Narrator(IDirectory directory)
{
    private const string WrongEntry = "No log-in: the ID or the PIN was not right.";

    /// <param name="exactly">
    /// Whether to say which of ID and PIN was wrong: to an administrator, and to nobody who could guess with it.
    /// </param>
    public DecisionJson Tell(Decision decision, AccountId account, bool exactly)
    {
        if (!exactly && decision.What is Why.UnknownId or Why.WrongPin or Why.LockedOut)
        {
            return new(decision.At, NotRecognised, WrongEntry, null, null);
        }

        return new(
            decision.At,
            Api.WireNames.Of(decision.What),
            Words(decision, account),
            decision.Device?.Value,
            decision.User?.Value);
    }

    private const string NotRecognised = "not-recognised";

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

/// <summary>One decision as the API shows it.</summary>
/// <param name="Why">A name for programs; the set grows.</param>
/// <param name="Text">A sentence for people.</param>
internal sealed record DecisionJson(DateTimeOffset At, string Why, string Text, Guid? DeviceId, Guid? UserId);
