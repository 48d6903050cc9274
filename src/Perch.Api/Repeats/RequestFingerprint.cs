using System.Buffers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>A hash of what two requests must have in common to be one request sent twice.</summary>
internal static class RequestFingerprint
{
    private const int PieceBytes = 16 * 1024;

    /// <summary>Reads the buffered body and rewinds it.</summary>
    public static async Task<byte[]> OfAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var request = context.Request;
        var sender = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}\n{request.QueryString}\n{sender}\n"));
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);

        try
        {
            int read;

            while ((read = await request.Body.ReadAsync(piece, context.RequestAborted)) > 0)
            {
                hash.AppendData(piece, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
