using System.Globalization;

namespace Perch.Api.Tests;

/// <summary>Values that no other test uses, because all of them share one server.</summary>
internal static class Fresh
{
    private static int _last = 2000;

    public static string Number() => Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);

    public static string Name(string kind) => $"{kind}{Number()}";

    public static object User(string? username = null) => new { username = username ?? Name("alice") };

    public static object Device(string? nickname = null) =>
        new { nickname = nickname ?? "Window desk", sip = new { username = Name("desk") } };
}
