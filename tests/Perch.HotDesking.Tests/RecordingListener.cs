namespace Perch.HotDesking.Tests;

/// <summary>Writes down the news.</summary>
internal sealed class RecordingListener : IHotDeskListener
{
    public List<object> News { get; } = [];

    public void Hear(HotDeskSessionStarted news) => News.Add(news);

    public void Hear(HotDeskSessionEnded news) => News.Add(news);

    public void Hear(DevicesToggled news) => News.Add(news);
}
