using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Perch.Interop.Tests;

/// <summary>Sets up people and telephones over the REST API, as an administrator's program would.</summary>
internal sealed class Office : IDisposable
{
    /// <summary>Of every telephone made here.</summary>
    public const string SipPassword = "interop-7Qm2xK";

    private readonly HttpClient _http;

    private Office(HttpClient http) => _http = http;

    public static async Task<Office> LogInAsync(Uri server, string username, string password)
    {
        var office = new Office(new HttpClient { BaseAddress = new Uri(server, "api/v1/") });
        var answer = await office.PostAsync("login", new { username, password });
        office._http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", answer.GetProperty("token").GetString());

        return office;
    }

    /// <summary>A person whose hot-desk ID is the extension; hot desking is on where a PIN is given.</summary>
    public async Task<string> AddUserAsync(string firstName, string extension, string? pin = null)
    {
        var hotDesk = pin is null
            ? (object)new { enabled = false }
            : new { enabled = true, id = extension, requirePin = true, pin };
        var user = await PostAsync(
            "users", new { username = firstName.ToLowerInvariant(), firstName, lastName = "Example", extension, hotDesk });

        return user.GetProperty("id").GetString()!;
    }

    /// <summary>A telephone, of a person or of nobody; registers as <paramref name="username"/>.</summary>
    public Task AddDeviceAsync(string username, string? ownerId = null) => PostAsync(
        "devices",
        new { nickname = username, type = "sip_phone", ownerId, sip = new { username, password = SipPassword } });

    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {text}");

        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
