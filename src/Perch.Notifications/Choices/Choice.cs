using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>How somebody wants to hear of a kind.</summary>
internal sealed record Choice(bool Bell, bool Mail)
{
    public static Choice Usual { get; } = new(Bell: true, Mail: false);
}

/// <summary>Who is told of something, and how they want it.</summary>
internal sealed class Audience(IDirectory directory)
{
    /// <summary>All who may hear of it: administrators, and who looks after the site where the phone stands.</summary>
    public IEnumerable<User> Of(Notice notice) => directory.Users(notice.Account).Where(user => user.Enabled && user.Role switch
    {
        Role.Admin or Role.Operator => true,
        Role.SiteManager => notice.Device is { } device && directory.Device(device)?.SiteId is { } site && user.Sites.Has(site),
        _ => false,
    });

    public static async Task<Dictionary<(Guid User, NotificationKind Kind), Choice>> ChoicesAsync(
        DbContext database, IReadOnlyList<Guid> users, CancellationToken cancellation) =>
        await database.Set<NotificationChoiceRow>().Where(row => users.Contains(row.UserId))
            .ToDictionaryAsync(row => (row.UserId, row.Kind), row => new Choice(row.Bell, row.Mail), cancellation);
}
