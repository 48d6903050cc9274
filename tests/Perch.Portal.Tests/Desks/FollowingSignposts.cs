using Perch.Api;

namespace Perch.Portal.Tests;

public sealed class FollowingSignposts
{
    [Theory]
    [InlineData("voip services", "Feature Codes, Callflows, Devices, Users")]
    [InlineData("No Owner", "Devices")]
    [InlineData("Require PIN", "Users")]
    [InlineData("click to add", "Callflows")]
    [InlineData("nothing of the kind", "")]
    public void The_words_of_the_article_lead_somewhere(string typed, string titles) =>
        Assert.Equal(titles, string.Join(", ", Signposts.Find(typed, _ => true).Select(post => post.Title)));

    [Fact]
    public void Nobody_is_sent_where_they_may_not_go() =>
        Assert.DoesNotContain(
            Signposts.Find("voip services", question => AccessTable.Allows(question, ApiRoles.Receptionist)),
            post => post.Path is "/callflows" or "/feature-codes");
}
