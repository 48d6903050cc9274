namespace Perch.Portal;

/// <summary>The side bar: what there is, and the question to the API that whoever sees it must be allowed to ask.</summary>
internal static class Places
{
    public static IReadOnlyList<PlaceGroup> All { get; } =
    [
        new("Hot Desking",
        [
            new("Overview", "/", "GET /desks"),
            new("Set up", "/set-up", "POST /users"),
            new("Ledger", "/ledger", "GET /hot-desk-sessions/usage"),
            new("Wall", "/wall", "GET /desks"),
        ]),
        new("Hosted PBX",
        [
            new("Feature Codes", "/feature-codes", "PUT /feature-codes/{name}"),
            new("Callflows", "/callflows", "GET /callflows"),
        ]),
        new("Advanced",
        [
            new("Devices", "/devices", "GET /devices"),
            new("Users", "/users", "GET /users"),
        ]),
        new("More",
        [
            new("Calls", "/calls", "GET /desks"),
            new("Settings", "/settings", "GET /settings"),
        ]),
        new("Me",
        [
            new("My phone", "/my-phone", "GET /hot-desk-sessions"),
            new("Help", "/help", "GET /feature-codes"),
        ]),
    ];
}

/// <summary>Places under one heading.</summary>
internal sealed record PlaceGroup(string Title, IReadOnlyList<Place> Places);

/// <summary>One page in the side bar.</summary>
/// <param name="Title">As the article calls it.</param>
/// <param name="Path">Its address.</param>
/// <param name="Question">In the words of <see cref="Perch.Api.AccessTable"/>.</param>
internal sealed record Place(string Title, string Path, string Question);
