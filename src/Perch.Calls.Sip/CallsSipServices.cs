using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;
using Perch.Media;
using Perch.Registrar;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Composition of telephony.</summary>
public static class CallsSipServices
{
    /// <summary>
    /// Registers <see cref="ISipUser"/>, <see cref="ICallStarter"/>, <see cref="ICallDrain"/>,
    /// <see cref="ICallsInProgress"/>, <see cref="IPhoneActivity"/> and <see cref="IPromptCatalogue"/>; tells
    /// <see cref="ICallRecorder"/>. Needs SipStack, MediaEngine, PromptLibrary, the registrar, IDirectory,
    /// ICallerIdentity, ICallRouter and IRedirectTargets.
    /// </summary>
    public static IServiceCollection AddPerchCallsSip(this IServiceCollection services)
    {
        services.TryAddSingleton(new CallsOptions());
        services.AddSingleton(static provider => new CallSurroundings(
            provider.GetRequiredService<PromptLibrary>(),
            provider.GetRequiredService<CallsOptions>(),
            provider.GetRequiredService<ILoggerFactory>())
        {
            Outbox = provider.GetService<IOutbox>() ?? new SilentOutbox(),
            Phones = provider.GetRequiredService<PhoneActivity>(),
            Recorder = provider.GetRequiredService<ICallRecorder>(),
            Identity = provider.GetRequiredService<ICallerIdentity>(),
            LastSeen = provider.GetRequiredService<LastSeen>(),
        });
        services.AddSingleton<PhoneActivity>();
        services.AddSingleton<IPhoneActivity>(static provider => provider.GetRequiredService<PhoneActivity>());
        services.TryAddSingleton<ICallRecorder, NoCallRecorder>();
        services.AddSingleton<LastSeen>();
        services.AddSingleton<IBindingListener>(static provider => provider.GetRequiredService<LastSeen>());
        services.AddSingleton<ICallsInProgress, CallsInProgress>();
        services.AddSingleton<CallServices>();
        services.AddSingleton<NewCalls>();
        services.AddSingleton<ISipUser, SipFront>();
        services.AddSingleton<CallStarter>();
        services.AddSingleton<ICallStarter>(static provider => provider.GetRequiredService<CallStarter>());
        services.AddSingleton<ICallDrain, CallDrain>();
        services.AddSingleton<IPromptCatalogue, PromptCatalogue>();
        services.AddHostedService<DeadCallWatch>();

        return services;
    }

    private sealed class PromptCatalogue(PromptLibrary library) : IPromptCatalogue
    {
        public bool Has(string name) => library.Has(name);
    }
}
