using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>The real store, until a test breaks it.</summary>
public sealed class BrokenStore(IPerchStore real) : IPerchStore
{
    public bool IsBroken { get; set; }

    /// <summary>Happens when somebody asks for a change, before it is queued.</summary>
    public Action BeforeWrite { get; set; } = () => { };

    /// <summary>Puts it before the store that is registered.</summary>
    public static IServiceCollection Wrap(IServiceCollection services)
    {
        var registered = services.Single(service => service.ServiceType == typeof(IPerchStore));
        var make = registered.ImplementationFactory!;
        services.Remove(registered);

        return services
            .AddKeyedSingleton(nameof(BrokenStore), (provider, _) => (IPerchStore)make(provider))
            .AddSingleton(provider => new BrokenStore(
                provider.GetRequiredKeyedService<IPerchStore>(nameof(BrokenStore))))
            .AddSingleton<IPerchStore>(provider => provider.GetRequiredService<BrokenStore>());
    }

    public Task<T> ReadAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> query, CancellationToken cancellation) =>
        IsBroken ? Broken<T>() : real.ReadAsync(query, cancellation);

    public Task<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> change, Action<T>? committed, CancellationToken cancellation)
    {
        BeforeWrite();
        return IsBroken ? Broken<T>() : real.WriteAsync(change, committed, cancellation);
    }

    private static Task<T> Broken<T>() => Task.FromException<T>(
        new StoreUnavailableException("The disk is gone.", new IOException("The disk is gone.")));
}
