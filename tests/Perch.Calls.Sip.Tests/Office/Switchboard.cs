using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Calls;
using Perch.Directory;
using Perch.Media;
using Perch.Registrar;
using Perch.TestKit.Directory;
using Perch.Transport;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>Telephony and the registrar as the server composes them, with a routing that tests write.</summary>
internal static class Switchboard
{
    /// <param name="prompts">The folder of recordings.</param>
    /// <param name="stories">Where stories run.</param>
    public static ServiceProvider Compose(SipStack stack, FakeDirectory directory, string prompts, TaskScheduler stories)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(stack.Time);
        services.AddSingleton(stack);
        services.AddSingleton(SipAddressing.Default);
        services.AddSingleton<IDirectory>(directory);
        services.AddSingleton<IDirectoryNews>(directory);
        services.AddSingleton<IKeys>(new OneKey());
        services.AddSingleton(new PromptLibrary(prompts));
        services.AddSingleton(_ => new MediaEngine(
            new() { FirstPort = 0x8000, LastPort = 0xBFFF, ReuseDelay = TimeSpan.Zero }, stack.Time, NullLoggerFactory.Instance));
        services.AddSingleton<FakeRouting>();
        services.AddSingleton<ICallRouter>(provider => provider.GetRequiredService<FakeRouting>());
        services.AddSingleton<ICallerIdentity>(provider => provider.GetRequiredService<FakeRouting>());
        services.AddSingleton<IRedirectTargets>(provider => provider.GetRequiredService<FakeRouting>());
        services.AddPerchRegistrar();
        services.AddPerchCallsSip();
        services.AddSingleton(provider => new CallSurroundings(
            provider.GetRequiredService<PromptLibrary>(), new(), NullLoggerFactory.Instance) { Stories = stories });

        return services.BuildServiceProvider();
    }

    private sealed class OneKey : IKeys
    {
        private readonly byte[] _key = new byte[32];

        public ReadOnlySpan<byte> Key(KeyPurpose purpose) => _key;
    }
}
