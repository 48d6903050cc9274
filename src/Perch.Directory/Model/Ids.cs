namespace Perch.Directory;

/// <summary>Names an account. A UUIDv7, so that ids sort by creation.</summary>
public readonly record struct AccountId(Guid Value)
{
    public static AccountId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Names a site of an account.</summary>
public readonly record struct SiteId(Guid Value)
{
    public static SiteId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Names a user.</summary>
public readonly record struct UserId(Guid Value)
{
    public static UserId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Names a device.</summary>
public readonly record struct DeviceId(Guid Value)
{
    public static DeviceId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}
