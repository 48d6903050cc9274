using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Media;
using Perch.Phone;
using Perch.Server.Hosting;

namespace Perch.Server.Demo;

/// <summary>
/// Telephones of the demonstration office that run in the server's own process: real ones, over real sockets. The colleagues sit
/// at them, and call each other now and then, so that whoever looks sees an office at work.
/// </summary>
internal sealed class DemoLife : IAsyncDisposable
{
    private static readonly TimeSpan TalkFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(40);

    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<SipPhone> _phones = [];
    private readonly TimeProvider _time;
    private readonly MediaEngine _media;
    private Task _talking = Task.CompletedTask;

    private DemoLife(TimeProvider time)
    {
        _time = time;
        _media = new(new() { FirstPort = 30000, LastPort = 39999, EmergencyPairs = 0 }, time, NullLoggerFactory.Instance);
    }

    /// <summary>Completes when one of them has answered another.</summary>
    public Task FirstAnswer => _firstAnswer.Task;

    public static async Task<DemoLife> BeginAsync(PerchServer server, TimeProvider time)
    {
        var life = new DemoLife(time);
        await life.PlugInAsync(server);
        await SitDownAsync(server.Services);
        life._talking = life.TalkAsync();

        return life;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _phones.ForEach(phone => phone.Dispose());
        _media.Dispose();
        _over.Dispose();
    }

    private async Task PlugInAsync(PerchServer server)
    {
        var directory = server.Services.GetRequiredService<IDirectory>();
        var secrets = server.Services.GetRequiredService<IDeviceSecrets>();
        var account = directory.DefaultAccount;
        var sip = Here(server.Sip[0]);

        foreach (var desk in DemoPlan.LiveDesks)
        {
            if (directory.DeviceBySipUsername(account.Id, desk.Username) is { } device
                && await secrets.SipPasswordAsync(account.Id, device.Id, _over.Token) is { } password)
            {
                var options = new PhoneOptions
                {
                    User = desk.Username, Password = new(password.Value), Realm = account.Realm, AutoAnswer = true,
                };
                var phone = new SipPhone(options, new UdpLink(sip, _time, NullLoggerFactory.Instance), _media);
                _phones.Add(phone);
                await phone.Registration.RegisterAsync(_over.Token);
            }
        }
    }

    private static async Task SitDownAsync(IServiceProvider services)
    {
        var directory = services.GetRequiredService<IDirectory>();
        var hotDesks = services.GetRequiredService<IHotDesks>();
        var account = directory.DefaultAccount.Id;

        foreach (var (colleague, desk) in DemoPlan.Colleagues.Zip(DemoPlan.LiveDesks))
        {
            if (directory.UserByExtension(account, colleague.Extension) is { } user && hotDesks.OpenOf(user.Id).Count == 0
                && directory.DeviceBySipUsername(account, desk.Username) is { } device && hotDesks.OpenAt(device.Id).Count == 0)
            {
                await hotDesks.LogInAsync(new(device.Id, user.Id, StartedHow.Admin, By: null), CancellationToken.None);
            }
        }
    }

    // Where they sit may change at any time: whoever does not answer is called again later.
    private async Task TalkAsync()
    {
        for (var turn = 0; _phones.Count > 1; turn++)
        {
            var caller = _phones[turn % 2];
            var call = caller.Dial(DemoPlan.Colleagues[(turn + 1) % 2].Extension);
            await caller.Changes.WaitUntilAsync(() => call.State is PhoneCallState.Answered or PhoneCallState.Ended, _over.Token);

            if (call.State is PhoneCallState.Answered)
            {
                _firstAnswer.TrySetResult();
                await Task.Delay(TalkFor, _time, _over.Token);
                call.HangUp();
            }

            await Task.Delay(RestFor, _time, _over.Token);
        }
    }

    private static IPEndPoint Here(IPEndPoint listening) =>
        listening.Address.Equals(IPAddress.Any) || listening.Address.Equals(IPAddress.IPv6Any)
            ? new(IPAddress.Loopback, listening.Port)
            : listening;
}
