namespace Perch.HotDesking.Tests;

/// <summary>Writes down the news.</summary>
internal sealed class RecordingListener : IHotDeskListener
{
    public List<object> News { get; } = [];

    /// <summary>Happens while somebody's log-in is told, which is just after its commit.</summary>
    public Action AtLogIn { get; set; } = () => { };

    public void Hear(HotDeskSessionStarted news)
    {
        News.Add(news);
        AtLogIn();
    }

    public void Hear(HotDeskSessionEnded news) => News.Add(news);

    public void Hear(DevicesToggled news) => News.Add(news);
}
