namespace Perch.HotDesking;

/// <summary>Brings memory up to date after a commit, and then tells the listeners.</summary>
internal sealed class DeskNews(OpenSessions open, IEnumerable<IHotDeskListener> listeners)
{
    public void Committed(SessionChange change)
    {
        open.Apply(change);

        foreach (var listener in listeners)
        {
            Tell(listener, change);
        }
    }

    private static void Tell(IHotDeskListener listener, SessionChange change)
    {
        foreach (var session in change.Ended)
        {
            listener.Hear(new HotDeskSessionEnded(session));
        }

        if (change.Started is { } started)
        {
            listener.Hear(new HotDeskSessionStarted(started));
        }
    }
}
