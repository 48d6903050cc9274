using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Where <c>*14</c> asks how many messages wait for somebody; voicemail answers.</summary>
public interface INewMessages
{
    /// <summary>Null for a person without a box. From memory; must not wait.</summary>
    int? CountOf(UserId user);
}

/// <summary>For compositions without voicemail.</summary>
internal sealed class NoMessages : INewMessages
{
    public int? CountOf(UserId user) => null;
}
