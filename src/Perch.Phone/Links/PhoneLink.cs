using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>A phone's connection to its server, and the stack of its own behind it.</summary>
public abstract class PhoneLink(SipStack stack) : IDisposable
{
    public SipStack Stack => stack;

    /// <summary>The way to the server; null while there is none.</summary>
    public abstract SipFlow? Flow { get; }

    /// <summary>Where the server should be, for people: <c>127.0.0.1:5060 over UDP</c>.</summary>
    public abstract string Server { get; }

    /// <summary>Connects where that is needed and lost; false when the server cannot be reached.</summary>
    public virtual ValueTask<bool> ConnectAsync(CancellationToken cancellation) => new(Flow is not null);

    /// <summary>A link over a channel that somebody else made, such as one of a network in memory.</summary>
    public static PhoneLink Over(SipStack stack, SipFlow server) => new GivenLink(stack, server);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class GivenLink(SipStack stack, SipFlow server) : PhoneLink(stack)
    {
        public override SipFlow? Flow => server.Channel.IsOpen ? server : null;

        public override string Server => $"{server.Remote} in memory";
    }
}
