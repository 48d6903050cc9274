using System.Net;
using Microsoft.AspNetCore.Http;

namespace Perch.Directory;

/// <summary>Where a request comes from, as far as guessing is counted by it.</summary>
public static class CallerAddress
{
    // One customer usually has a whole /64 of IPv6, so that the last half of it tells nothing.
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        var mapped = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return mapped.GetAddressBytes() is { Length: 16 } bytes
            ? new IPAddress([.. bytes[..8], .. new byte[8]]).ToString()
            : mapped.ToString();
    }
}
