using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace Perch.Cluster;

/// <summary>
/// A silo listens for others, but where there are none its port would only be in the way of a second Perch on the
/// machine, and open to whoever has an account there. Here its listeners accept nobody.
/// </summary>
internal static class NoSockets
{
    public static ISiloBuilder ListenNowhere(this ISiloBuilder silo)
    {
        foreach (var listener in silo.Services.Where(service => service.ServiceType == typeof(IConnectionListenerFactory)).ToList())
        {
            silo.Services.Remove(listener);
            silo.Services.Add(listener.IsKeyedService
                ? ServiceDescriptor.KeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, static (_, _) => new Nowhere())
                : ServiceDescriptor.Singleton<IConnectionListenerFactory>(static _ => new Nowhere()));
        }

        return silo;
    }

    private sealed class Nowhere : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            new(new Nobody(endpoint));
    }

    private sealed class Nobody(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            await _unbound.Task.WaitAsync(cancellationToken);

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _unbound.TrySetResult();

            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
