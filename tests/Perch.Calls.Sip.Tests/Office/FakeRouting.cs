using Perch.Calls;
using Perch.Directory;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>What the office's numbers do, written by each test; and who calls from which phone.</summary>
internal sealed class FakeRouting(IDirectory directory) : ICallRouter, ICallerIdentity, IRedirectTargets
{
    private readonly Dictionary<string, Func<ICall, Task>> _numbers = [];

    public Func<ICall, Task> this[string number]
    {
        set => _numbers[number] = value;
    }

    public ICall? LastCall { get; private set; }

    /// <summary>The devices of each number that a phone may send calls to.</summary>
    public Dictionary<string, IReadOnlyList<Device>> Redirects { get; } = [];

    public IReadOnlyList<Device> DevicesAt(Account account, string number) => Redirects.GetValueOrDefault(number, []);

    /// <summary>Happens while a new call is being looked at.</summary>
    public Action? Identified { get; set; }

    public Caller Identify(Device device)
    {
        Identified?.Invoke();
        var owner = device.OwnerId is { } id ? directory.User(id) : null;

        return new(device, owner, null, owner?.DisplayName ?? device.Nickname, owner?.Extension ?? device.SipUsername);
    }

    public Task RouteAsync(ICall call, string dialled)
    {
        LastCall = call;

        return _numbers.TryGetValue(dialled, out var story) ? story(call) : call.HangUpAsync(HangUpCause.NoSuchNumber);
    }

    public string Redact(Account account, string dialled) => dialled.Length > 3 && dialled[0] == '*' ? $"{dialled[..3]}…" : dialled;

    public bool IsRoutable(Account account, string dialled) => _numbers.ContainsKey(dialled);
}
