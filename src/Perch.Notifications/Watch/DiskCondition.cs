using System.Globalization;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>How full the disk is that holds Perch's data.</summary>
internal interface IDiskSpace
{
    /// <summary>From 0 to 1; null where nobody knows.</summary>
    double? Used { get; }
}

/// <summary>Asks the operating system.</summary>
internal sealed class DiskOfPerch(DataDirectory data) : IDiskSpace
{
    public double? Used
    {
        get
        {
            try
            {
                var drive = new DriveInfo(Path.GetFullPath(data.Root));
                return drive.TotalSize > 0 ? 1 - ((double)drive.AvailableFreeSpace / drive.TotalSize) : null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}

/// <summary>The disk is the operator's: the account <c>default</c> is told.</summary>
internal sealed class DiskCondition(IDiskSpace disk, IDirectory directory, TimeProvider time) : IConditionSource
{
    private const double Full = 0.9;

    // A disk that is emptied and filled around the limit is told once.
    private const double RoomAgain = 0.85;
    private const string Name = "disk";

    public IEnumerable<Condition> Now()
    {
        if (disk.Used is { } used and >= Full)
        {
            var account = directory.DefaultAccount.Id;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"The disk with Perch's data is {used * 100:0} % full. When it is full, nothing can be saved.");
            yield return new(
                new(account, Name), new(account, NotificationKind.DiskFull, time.GetUtcNow(), text, Device: null));
        }
    }

    public bool IsHeld(ConditionKey told) => told.Name == Name && (disk.Used is null or >= RoomAgain);
}
