using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Perch.Server.Configuration;

namespace Perch.Server.Hosting;

/// <summary>Starts the web server, and says in one line why it cannot.</summary>
internal static class StartHttp
{
    public static async Task StartAsync(WebApplication app, ServerOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.GetBaseException() is SocketException inner)
        {
            throw BindFailure.Describe("The portal and API", options.Http[0], "--http", inner);
        }
        catch (SocketException failure)
        {
            throw BindFailure.Describe("The portal and API", options.Http[0], "--http", failure);
        }
    }
}
