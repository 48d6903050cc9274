using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Perch.Api;
using Perch.Directory;
using Xunit;

namespace Perch.Registrar.Tests;

/// <summary>What REST shows of registrations; the HTTP is real, the office is not.</summary>
public sealed class RegistrationsOverRest : IAsyncLifetime
{
    private readonly Office _office = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;
    private string _role = ApiRoles.Admin;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddPerchApi();
        builder.Services.AddSingleton<Func<ClaimsPrincipal>>(Caller)
            .AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, WhoeverItIs>("test", null);
        builder.Services.AddSingleton(_office.Module).AddSingleton<IDirectory>(_office.Directory);
        _app = builder.Build();
        _app.UsePerchApi();
        _app.MapPerchApi().MapRegistrarApi();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client.BaseAddress = new(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _office.Dispose();
    }

    [Fact]
    public async Task A_registered_phone_is_shown_with_where_it_is_and_without_any_password()
    {
        var phone = _office.Phone(address: "203.0.113.9:40000");
        phone.Register(contact: "<sip:alice:geheim@10.0.0.7:5060>");

        var item = Assert.Single(await ItemsAsync(""))!;

        Assert.Equal(_office.Alice.Id.ToString(), item["deviceId"]!.GetValue<string>());
        Assert.Equal("sip:alice@10.0.0.7:5060", item["contact"]!.GetValue<string>());
        Assert.Equal(
            ("203.0.113.9:40000", "udp", "Desk Phone/1.0"),
            (item["source"]!.GetValue<string>(), item["transport"]!.GetValue<string>(), item["userAgent"]!.GetValue<string>()));
        Assert.True(item["behindNat"]!.GetValue<bool>());
        Assert.True(item["reachable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Phones_are_filtered_sorted_and_searched()
    {
        _office.Phone().Register();
        _office.Directory.AddDevice("bob");
        _office.Phone("bob", "192.0.2.8:5060").Register();

        Assert.Equal(["bob", "alice"], Nicknames(await ItemsAsync("?sort=-nickname")));
        Assert.Equal(["alice"], Nicknames(await ItemsAsync($"?device={_office.Alice.Id}")));
        Assert.Equal(["bob"], Nicknames(await ItemsAsync("?q=bo")));
        Assert.Empty(await ItemsAsync("?reachable=false"));
    }

    [Fact]
    public async Task Phones_of_another_account_are_not_there()
    {
        _office.Directory.AddDevice("carol", account: _office.Directory.AddAccount("acme", "acme.test"));
        var phone = _office.Phone("carol");
        phone.Domain = "acme.test";
        Assert.Equal(200, phone.Register());

        Assert.Empty(await ItemsAsync(""));
    }

    [Theory]
    [InlineData("?sort=contact", HttpStatusCode.BadRequest)]
    [InlineData("?colour=red", HttpStatusCode.BadRequest)]
    [InlineData("?device=7", HttpStatusCode.BadRequest)]
    public async Task An_unknown_sort_or_filter_is_400(string query, HttpStatusCode status)
    {
        using var answer = await GetAsync(query);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_mere_user_may_not_see_them()
    {
        _role = ApiRoles.User;

        using var answer = await GetAsync("");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void The_device_shows_its_own()
    {
        _office.Phone().Register();
        IDeviceRegistrations registrations = new DeviceRegistrations(_office.Module);

        var shown = Assert.Single(registrations.BindingsOf(_office.Alice.Id));

        Assert.Equal(("sip:alice@192.0.2.7:5060", "192.0.2.7:5060"), (shown.Contact, shown.Source));
        Assert.Empty(registrations.BindingsOf(DeviceId.New(_office.Clock.GetUtcNow())));
    }

    private static List<string> Nicknames(JsonArray items) => [.. items.Select(item => item!["nickname"]!.GetValue<string>())];

    private ClaimsPrincipal Caller() => new(new ClaimsIdentity(
        [new("account", _office.Directory.DefaultAccount.Id.ToString()), new(ClaimTypes.Role, _role)], "test"));

    private Task<HttpResponseMessage> GetAsync(string query) => _client.GetAsync(
        new Uri("/api/v1/registrations" + query, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<JsonArray> ItemsAsync(string query)
    {
        using var answer = await GetAsync(query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        return page["items"]!.AsArray();
    }

    /// <summary>Believes everybody to be who the test says.</summary>
    private sealed class WhoeverItIs(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
        Func<ClaimsPrincipal> caller)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new(caller(), "test")));
    }
}
