using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Perch.Portal;

/// <summary>
/// Style sheets, scripts and pictures, which are in the program itself, so that it stays one folder to copy. They are
/// compressed when first asked for, and kept.
/// </summary>
internal static class WebAssets
{
    private static readonly FrozenDictionary<string, string> _paths = new Dictionary<string, string>
    {
        ["/_framework/blazor.web.js"] = "blazor.web.js",
        ["/assets/MudBlazor.min.css"] = "MudBlazor.min.css",
        ["/assets/MudBlazor.min.js"] = "MudBlazor.min.js",
        ["/assets/perch.css"] = "perch.css",
        ["/assets/perch.js"] = "perch.js",
        ["/assets/perch.svg"] = "perch.svg",
        ["/favicon.ico"] = "perch.svg",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Lazy<Asset>> _assets = _paths.Values.Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(name => name, name => new Lazy<Asset>(() => Load(name)), StringComparer.Ordinal);

    /// <summary>The address of an asset with its version, which may be kept for ever.</summary>
    public static string Address(string path) => $"{path}?v={_assets[_paths[path]].Value.Version}";

    /// <summary>Answers where the request is for an asset.</summary>
    public static async ValueTask<bool> TryServeAsync(HttpContext http)
    {
        if (!_paths.TryGetValue(http.Request.Path.Value ?? "", out var name) || !HttpMethods.IsGet(http.Request.Method))
        {
            return false;
        }

        var asset = _assets[name].Value;
        var headers = http.Response.Headers;
        headers.ETag = $"\"{asset.Version}\"";
        headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";

        if (http.Request.Headers.IfNoneMatch.ToString().Contains(asset.Version, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        var packed = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        headers.ContentEncoding = packed ? "br" : default;
        http.Response.ContentType = asset.ContentType;
        var bytes = packed ? asset.Packed : asset.Plain;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);

        return true;
    }

    private static Asset Load(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        using var packed = new MemoryStream();

        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return new(plain, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain)[..8]), TypeOf(name));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No content type for {other}."),
    };

    private sealed record Asset(byte[] Plain, byte[] Packed, string Version, string ContentType);
}
