using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>One receptionist's connection, through which people are logged in and out, and looked for.</summary>
internal sealed class DesksOverRest(AdminApi api, DeskHistory history, IReadOnlyList<Guid> people, IReadOnlyList<Guid> desks)
{
    private readonly List<Guid> _begun = [];

    public Task DoSomethingAsync() => RandomNumberGenerator.GetInt32(10) switch
    {
        < 5 => LogInAsync(RandomNumberGenerator.GetInt32(people.Count), RandomNumberGenerator.GetInt32(desks.Count)),
        < 7 when _begun.Count > 0 => EndAsync(_begun[RandomNumberGenerator.GetInt32(_begun.Count)]),
        _ => LookAsync(),
    };

    public Task<LogIn> LogInAsync(int person, int desk) =>
        history.AskAsync(new LogIn(person, desk) { Asked = DeskHistory.Now }, async logIn =>
        {
            var (status, answer) = await api.TryPostAsync(
                "/hot-desk-sessions", new { userId = people[person], deviceId = desks[desk], takeover = true });
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{(int)status} {answer}");
            logIn.Session = answer!.Id();
            logIn.WasHere = status == HttpStatusCode.OK;
            _begun.Add(answer!.Id());
        });

    public Task<EndSession> EndAsync(Guid session) => history.AskAsync(
        new EndSession(session) { Asked = DeskHistory.Now }, _ => api.DeleteAsync($"/hot-desk-sessions/{session}"));

    public Task<Look> LookAsync() => history.AskAsync(
        new Look { Asked = DeskHistory.Now },
        async look => look.Seen = SeatingOf(await api.ListAsync("/hot-desk-sessions?open=true")));

    private Seating SeatingOf(IReadOnlyList<JsonNode> sessions) => Seating.Of(sessions.Select(session => (
        IndexOf(desks, (string)session["deviceId"]!), new Seat(IndexOf(people, (string)session["userId"]!), session.Id()))));

    private static int IndexOf(IReadOnlyList<Guid> ids, string id) => ids.ToList().IndexOf(Guid.Parse(id));
}
