using Perch.Directory;

namespace Perch.Callflows.Tests.Routing;

/// <summary>hotdesk.md §2 and §3: what a desk may call while nobody is logged in, or somebody without a PIN.</summary>
public sealed class WhoMayDialWhat
{
    [Theory]
    [InlineData(DialledKind.LogIn, LoggedOutProfile.Emergency, CallVerdict.Allowed)]
    [InlineData(DialledKind.LogIn, LoggedOutProfile.Internal, CallVerdict.Allowed)]
    [InlineData(DialledKind.Inside, LoggedOutProfile.Emergency, CallVerdict.LogInFirst)]
    [InlineData(DialledKind.Inside, LoggedOutProfile.Internal, CallVerdict.Allowed)]
    [InlineData(DialledKind.Inside, LoggedOutProfile.Unrestricted, CallVerdict.Allowed)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Emergency, CallVerdict.LogInFirst)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Internal, CallVerdict.LogInFirst)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Unrestricted, CallVerdict.Allowed)]
    public void At_a_desk_where_nobody_sits_the_profile_decides(
        object dialled, LoggedOutProfile profile, object verdict) =>
        Assert.Equal(verdict, CallRights.Decide((DialledKind)dialled, new(Occupied.ByNobody, profile, IsDesk: true)));

    [Theory]
    [InlineData(DialledKind.Inside, LoggedOutProfile.Emergency, CallVerdict.Allowed)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Emergency, CallVerdict.NeedsPin)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Internal, CallVerdict.NeedsPin)]
    [InlineData(DialledKind.Outside, LoggedOutProfile.Unrestricted, CallVerdict.Allowed)]
    public void Without_a_pin_outside_calls_keep_the_class_of_the_desk(
        object dialled, LoggedOutProfile profile, object verdict) =>
        Assert.Equal(verdict, CallRights.Decide((DialledKind)dialled, new(Occupied.WithoutPin, profile, IsDesk: true)));

    [Theory]
    [InlineData(DialledKind.Inside)]
    [InlineData(DialledKind.Outside)]
    public void Somebody_known_may_call_anybody(object dialled) =>
        Assert.Equal(
            CallVerdict.Allowed,
            CallRights.Decide((DialledKind)dialled, new(Occupied.BySomebody, LoggedOutProfile.Emergency, IsDesk: true)));

    [Fact]
    public void Where_nobody_can_log_in_nobody_is_asked_to() =>
        Assert.Equal(
            CallVerdict.Refused,
            CallRights.Decide(DialledKind.Outside, new(Occupied.ByNobody, LoggedOutProfile.Internal, IsDesk: false)));
}
