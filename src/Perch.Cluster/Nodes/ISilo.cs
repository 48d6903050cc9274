namespace Perch.Cluster;

/// <summary>The Orleans silo that this node lives in.</summary>
internal interface ISilo : IAsyncDisposable
{
    /// <summary>Returns the silo's services once it is a member; null where there is none. To be called once.</summary>
    Task<IServiceProvider?> StartAsync(INodeContents contents);
}
