using Microsoft.AspNetCore.Http;

namespace Perch.Portal;

/// <summary>What answers a request in this process, once the server is put together.</summary>
internal sealed class ApiPipeline
{
    private RequestDelegate? _next;

    /// <summary>Everything behind the portal's own middleware.</summary>
    public RequestDelegate Next
    {
        get => _next ?? throw new InvalidOperationException("UsePerchPortal was not called.");
        set => _next = value;
    }
}
