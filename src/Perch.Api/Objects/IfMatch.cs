using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>
/// The version a caller expects an object to have, from the If-Match header; null when it does not care.
/// An endpoint takes it as a parameter and hands <see cref="Version"/> to the use case, which compares inside
/// its transaction. A tag that we never gave out is <see cref="Never"/> and matches nothing.
/// </summary>
public sealed record IfMatch(long? Version)
{
    /// <summary>No object has this version.</summary>
    public const long Never = -1;

    public bool Allows(long version) => Version is null || Version == version;

    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString().Trim();
        return ValueTask.FromResult(new IfMatch(header is "" or "*" ? null : VersionOf(header)));
    }

    /// <summary>The ETag of an object in this version.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static long VersionOf(string tag) =>
        tag is ['"', .. var inner, '"']
        && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Never;
}
