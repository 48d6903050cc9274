using Perch.Directory;

namespace Perch.Notifications;

/// <summary>After 30 days nobody reads them any more.</summary>
internal sealed class ForgettingNotifications(IPerchStore store, TimeProvider time) : IForgetting
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string What => "notifications";

    public Task<int> RunAsync(CancellationToken cancellation)
    {
        var old = (time.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();

        return store.DeleteInTurnsAsync<NotificationRow>(
            rows => rows.Where(row => row.At < old).OrderBy(row => row.At), cancellation);
    }
}
