using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Perch.Directory;

/// <summary>Tells listeners one after another; one that fails does not keep the news from the others.</summary>
internal sealed partial class DirectoryNews(ILogger<DirectoryNews> logger) : IDirectoryNews
{
    private ImmutableArray<Action<DirectoryChanged>> _listeners = [];

    public IDisposable Subscribe(Action<DirectoryChanged> listener)
    {
        // A delegate of its own, so that ending one subscription does not end another of the same listener.
        Action<DirectoryChanged> own = change => listener(change);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(own));
        return new Subscription(() => ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(own)));
    }

    public void Tell(DirectoryChanged change)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(change);
            }
            catch (Exception exception)
            {
                LogListenerFailed(change.GetType().Name, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A listener to changes of the directory failed on {Change}.")]
    private partial void LogListenerFailed(string change, Exception exception);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
