using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary><c>GET /calls/{id}/explanation</c>: why did my phone (not) ring?</summary>
internal sealed class ExplanationEndpoint(
    ICallsInProgress live, RecordWriter unwritten, CallRecords records, INarrator narrator)
{
    public async Task<IResult> RunAsync(string id, ApiCaller caller, CancellationToken cancellation)
    {
        var call = Uri.UnescapeDataString(id);
        var going = live.Find(call);
        var row = (going ?? unwritten.Find(call)) is { } inMemory
            ? CallRecordRow.Of(inMemory)
            : await records.FindAsync(caller, call, cancellation);

        if (row is null || !records.MaySee(caller, row))
        {
            return ApiProblem.NotFound();
        }

        var start = DateTimeOffset.FromUnixTimeMilliseconds(row.StartedAt);
        var decisions = DecisionText.Read(row.Decisions, start)
            .Select(decision => DecisionJson.Of(
                decision, narrator.Tell(decision, caller.Account, caller.IsAtLeast(Role.Admin))));

        return TypedResults.Ok(new ExplanationJson(
            row.Id,
            row.SipCallId,
            going is null ? CallState.Ended : CallState.Live,
            start,
            row.Dialled,
            $"{row.CallerName} ({row.CallerNumber}) dialled {row.Dialled} at the phone “{row.DeviceName}”.",
            [.. decisions]));
    }
}

/// <summary>A call in plain words.</summary>
/// <param name="SipCallId">As the calling phone names it.</param>
/// <param name="Summary">Who dialled what, where.</param>
/// <param name="Decisions">What was decided, in order.</param>
internal sealed record ExplanationJson(
    Guid CallId,
    string? SipCallId,
    CallState State,
    DateTimeOffset StartedAt,
    string Dialled,
    string Summary,
    IReadOnlyList<DecisionJson> Decisions);

/// <summary>One decision as the API shows it.</summary>
/// <param name="Why">A name for programs; the set grows.</param>
/// <param name="Text">A sentence for people.</param>
internal sealed record DecisionJson(DateTimeOffset At, string Why, string Text, Guid? DeviceId, Guid? UserId)
{
    public static DecisionJson Of(Decision decision, Told told) => new(
        decision.At,
        told.Why,
        told.Text,
        told.IsVeiled ? null : decision.Device?.Value,
        told.IsVeiled ? null : decision.User?.Value);
}

/// <summary>Whether more may follow.</summary>
internal enum CallState
{
    Live,
    Ended,
}
