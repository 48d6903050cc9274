using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.WentWrongElsewhere;

/// <summary>
/// What went wrong in other telephone systems, by the rows of the list of twenty-nine that concern the API, each tried
/// on the whole server.
/// </summary>
public sealed class OnTheWebSide : OfficeTest
{
    /// <summary>Row 2: passwords were guessed without end, and guessing locked out their owner.</summary>
    [Fact]
    public async Task Row_2_guessing_is_slowed_and_the_owner_elsewhere_is_not_locked_out()
    {
        using var thief = Connect();
        using var owner = Connect(IPAddress.Parse("127.0.0.2"));
        var statuses = new HashSet<HttpStatusCode>();

        for (var guess = 0; guess < 30; guess++)
        {
            using var answer = await TryAsync(thief, "admin", $"guess {guess}");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses.Order());
        using var right = await TryAsync(owner, "admin", Pbx.AdminPassword);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    /// <summary>Row 5: a forged header was believed.</summary>
    [Theory]
    [InlineData("Basic", "YWRtaW46Y29ycmVjdCBob3JzZSBiYXR0ZXJ5")]
    [InlineData("Bearer", "admin")]
    [InlineData("Bearer", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    [InlineData("Digest", "username=\"admin\"")]
    public async Task Row_5_only_a_token_of_the_servers_own_proves_who_asks(string scheme, string value)
    {
        using var client = Connect();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, value);
        client.DefaultRequestHeaders.Add("X-Forwarded-User", "admin");
        client.DefaultRequestHeaders.Add("REMOTE_USER", "admin");

        using var answer = await client.GetAsync("/api/v1/users", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>Row 6: there were credentials that everybody knew.</summary>
    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "password")]
    [InlineData("admin", "")]
    [InlineData("root", "root")]
    [InlineData("perch", "perch")]
    public async Task Row_6_nothing_is_built_in(string username, string password)
    {
        using var client = Connect();

        using var answer = await TryAsync(client, username, password);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest });
    }

    /// <summary>Row 7: what was asked for became part of a statement, also in ORDER BY.</summary>
    [Theory]
    [InlineData("users")]
    [InlineData("devices")]
    [InlineData("sites")]
    [InlineData("callflows")]
    [InlineData("hot-desk-sessions")]
    [InlineData("calls")]
    [InlineData("registrations")]
    public async Task Row_7_nothing_asked_for_becomes_part_of_a_statement(string resource)
    {
        await Pbx.UserAsync("Alice", "201");

        foreach (var sort in (string[])["name; DROP TABLE users--", "(SELECT 1)", "1", "name,(SELECT password)"])
        {
            var (status, _) = await Pbx.Api.TryGetAsync($"/{resource}?sort={Uri.EscapeDataString(sort)}");
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        var (found, all) = await Pbx.Api.TryGetAsync($"/{resource}?q={Uri.EscapeDataString("' OR 1=1 --")}");
        Assert.True(found == HttpStatusCode.BadRequest || all!["items"]!.AsArray().Count == 0);
        Assert.NotEmpty(await Pbx.Api.ListAsync("/users"));
    }

    /// <summary>Row 8: a name from outside became a file's name.</summary>
    [Fact]
    public async Task Row_8_no_name_from_outside_becomes_a_files_name()
    {
        foreach (var name in (string[])["../../perch.db", "/etc/passwd", "..\\..\\keys\\pins", "goodbye\0.wav", "en-US/goodbye"])
        {
            var (status, _) = await Pbx.Api.TryPostAsync("/callflows", new
            {
                name = "thief", numbers = (string[])["900"], flow = new { program = "play", data = new { mediaId = name } },
            });
            Assert.Equal(HttpStatusCode.BadRequest, status);

            var (language, _) = await Pbx.Api.TryPostAsync("/users", new { username = "mallory", language = name });
            Assert.Equal(HttpStatusCode.BadRequest, language);
        }
    }

    /// <summary>Row 15: one person was logged in at two places, and nobody knew.</summary>
    [Fact]
    public async Task Row_15_a_person_sits_at_one_desk_and_the_ledger_says_why_the_other_ended()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        await window.LogInAsync(alice);

        await corridor.LogInAsync(alice);

        Assert.Equal("moved", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
        Assert.Single(await Pbx.OpenSessionsAsync(corridor));
    }

    /// <summary>Row 24: backups, keys and recordings could be fetched by whoever guessed their names.</summary>
    [Theory]
    [InlineData("/perch.db")]
    [InlineData("/keys/pins")]
    [InlineData("/bindings/0000000001.log")]
    [InlineData("/../perch.db")]
    [InlineData("/docs/../../perch.db")]
    [InlineData("/%2e%2e/perch.db")]
    [InlineData("/prompts/en-US/goodbye.wav")]
    [InlineData("/backup.tar.gz")]
    public async Task Row_24_no_file_is_served(string path)
    {
        var answer = await AskAsync(path);

        Assert.Matches("^HTTP/1.1 (400|401|404)", answer);
        Assert.DoesNotContain("SQLite format", answer, StringComparison.Ordinal);
    }

    /// <summary>Row 28: the same extension existed twice, and the wrong one rang.</summary>
    [Fact]
    public async Task Row_28_two_accounts_with_one_extension_never_meet()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        await Pbx.Api.PostAsync("/accounts", new { name = "acme", realm = "acme.test" });
        using var acme = await AcmeAsync();
        await PostAsync(acme, "/users", new { username = "bob", extension = "201" });
        var sip = new { username = "lobby", password = "as long as the lobby" };
        await PostAsync(acme, "/devices", new { nickname = "lobby", sip });
        using var lobby = new RawPhone(sip.username, sip.password, Pbx.Server.Sip[0], Transport.SipProtocol.Udp)
        {
            Realm = "acme.test",
        };
        Assert.Equal(200, (await lobby.AskAsync(lobby.Register)).StatusCode);

        var answer = await lobby.AskAsync(lobby.Invite("201", RawPhone.Sdp));

        Assert.Contains(answer.StatusCode, new[] { 183, 480 });
        own.Phone.ShouldStaySilent();
        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/users/{alice.Id}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/devices/{own.Id}", Cancellation)).StatusCode);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> TryAsync(HttpClient client, string username, string password) =>
        client.PostAsJsonAsync("/api/v1/login", new { username, password }, Cancellation);

    private async Task<HttpClient> AcmeAsync()
    {
        var client = Connect();
        var answer = await PostAsync(client, "/login", new { username = "admin", password = Pbx.AdminPassword, account = "acme" });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)answer["token"]!);

        return client;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1" + path, body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");

        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    /// <summary>The path as it stands: a client would tidy it up first.</summary>
    private async Task<string> AskAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Pbx.Server.Http[0].Host, Pbx.Server.Http[0].Port, Cancellation);
        var stream = client.GetStream();
        var request = $"GET {path} HTTP/1.1\r\nHost: office.test\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);

        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <param name="from">Another address of this machine, as another place would have.</param>
    private HttpClient Connect(IPAddress? from = null) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);

            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = Pbx.Server.Http[0],
    };
}
