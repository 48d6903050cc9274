using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Perch.Directory;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>This module, put together once for each <see cref="SipStack"/>.</summary>
public sealed class RegistrarModule : IDisposable
{
    private readonly SipStack _stack;
    private readonly LocationService _locations;
    private readonly RegistrarMetrics _metrics = new();
    private readonly BindingSweep _sweep;
    private readonly DirectoryWatch _watch;
    private readonly UserAgents _userAgents = new();
    private readonly BindingParcels _parcels;
    private JournalKeeper? _keeper;

    /// <param name="stack">Through which everything is answered.</param>
    /// <param name="directory">Who the phones are.</param>
    /// <param name="news">What becomes of them.</param>
    /// <param name="nonceKey">32 bytes, the same after a restart.</param>
    /// <param name="options">What the host decides.</param>
    /// <param name="listeners">Who is told of bindings.</param>
    public RegistrarModule(
        SipStack stack, IDirectory directory, IDirectoryNews news, ReadOnlySpan<byte> nonceKey, RegistrarOptions options,
        IEnumerable<IBindingListener> listeners)
    {
        var parts = new RegistrarParts(stack, directory, options, _metrics) { Mint = RegistrarParts.NewMint(nonceKey) };
        var memories = new DeviceMemories();
        _stack = stack;
        Journal = new(stack.Loggers.CreateLogger<BindingJournal>());
        Table = new(_metrics, Journal, listeners);
        stack.BeforeBatchLeaves = Journal.Flush;
        Time = stack.Time;
        stack.HasBindingFrom = Table.HasFromHost;
        Domains = parts.Domains;
        Authenticator = new(parts, Table, new(parts), memories);
        Registrar = new(parts, Authenticator, Table, Journal, _userAgents);
        _parcels = new(_userAgents);
        _locations = new(Table, directory, options.Far, _parcels, stack.Time);
        _sweep = new(Table, new(parts), stack.Time);
        _watch = new(Table, memories, stack.Time, news);
    }

    public SipDomains Domains { get; }

    public SipAuthenticator Authenticator { get; }

    public SipRegistrar Registrar { get; }

    public ILocationService Locations => _locations;

    /// <summary>Every device that has a binding, while others come and go.</summary>
    public IEnumerable<DeviceId> Registered
    {
        get
        {
            using var walk = Table.Walk();

            while (walk.MoveNext())
            {
                yield return walk.Current.Key;
            }
        }
    }

    internal BindingTable Table { get; }

    internal BindingJournal Journal { get; }

    internal TimeProvider Time { get; }

    public bool IsRegistered(DeviceId device) => Table.Of(device).Length > 0;

    /// <summary>The bindings of a device as another node can use them; such as it could not send to are left out.</summary>
    public byte[] Pack(DeviceId device) => BindingParcels.Pack(device, _locations.BindingsOf(device));

    /// <summary>
    /// Brings back the bindings that phones on UDP had when the last process ended, however it ended, and keeps those
    /// to come in the same directory. To be called once: after the sockets are open, before they receive.
    /// </summary>
    /// <param name="journalDirectory">Made where it does not exist.</param>
    /// <param name="udp">Every open UDP socket.</param>
    public void Restore(string journalDirectory, IReadOnlyList<SipChannel> udp)
    {
        _parcels.SendBy(udp);
        _keeper = new(new(journalDirectory), Journal, Table, Time, _stack.Loggers.CreateLogger<JournalKeeper>());
        _keeper.Restore(udp, _userAgents, _locations.IsInService, Time.GetUtcNow());
    }

    public void Dispose()
    {
        _watch.Dispose();
        _sweep.Dispose();
        _keeper?.Dispose();
        Journal.Dispose();
        Registrar.Dispose();
        _metrics.Dispose();
    }
}

/// <summary>Registering the module.</summary>
public static class RegistrarServices
{
    /// <summary>
    /// Needs <see cref="SipStack"/>, <see cref="IDirectory"/>, <see cref="IDirectoryNews"/> and <see cref="IKeys"/>;
    /// takes <see cref="RegistrarOptions"/> where there are any.
    /// </summary>
    public static IServiceCollection AddPerchRegistrar(this IServiceCollection services)
    {
        services.TryAddSingleton(new RegistrarOptions());
        services.TryAddSingleton<IFarBindings, NoFarBindings>();
        services.TryAddSingleton<IOutbox, SilentOutbox>();
        services.AddSingleton<IBindingListener, RegistrationEvents>();
        services.AddSingleton(static provider => new RegistrarModule(
            provider.GetRequiredService<SipStack>(), provider.GetRequiredService<IDirectory>(),
            provider.GetRequiredService<IDirectoryNews>(), provider.GetRequiredService<IKeys>().Key(KeyPurpose.Nonces),
            provider.GetRequiredService<RegistrarOptions>() with { Far = provider.GetRequiredService<IFarBindings>() },
            provider.GetServices<IBindingListener>()));
        services.AddSingleton(static provider => provider.GetRequiredService<RegistrarModule>().Domains);
        services.AddSingleton(static provider => provider.GetRequiredService<RegistrarModule>().Authenticator);
        services.AddSingleton(static provider => provider.GetRequiredService<RegistrarModule>().Registrar);
        services.AddSingleton(static provider => provider.GetRequiredService<RegistrarModule>().Locations);
        services.AddSingleton<IDeviceRegistrations, DeviceRegistrations>();
        services.AddSingleton<IBindingListener, RegistrationNews>();

        return services;
    }
}
