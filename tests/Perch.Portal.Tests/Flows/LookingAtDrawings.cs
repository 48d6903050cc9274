using System.Collections.Immutable;

namespace Perch.Portal.Tests;

public sealed class LookingAtDrawings
{
    private static readonly FlowFacts Facts = new()
    {
        FreeCode = "*804",
        Holders = new Dictionary<string, NumberHolder>
        {
            ["*802"] = new(HolderKind.Callflow, "Log out", Page: null),
            ["2001"] = new(HolderKind.Extension, "Anna Berg", Page: null),
        }.ToImmutableDictionary(),
    };

    private static readonly FlowDraft Login = new FlowDraft().Add(FlowDraft.Top, "hotdesk-login");

    [Fact]
    public void A_log_in_with_a_star_code_needs_nothing_more() => Assert.Empty(FlowConcerns.Of(Login.AddNumber("*801"), Facts));

    [Fact]
    public void A_log_in_without_a_number_is_offered_a_free_code()
    {
        var concern = Assert.Single(FlowConcerns.Of(Login, Facts));

        Assert.Equal("Use *804", concern.FixText);
        Assert.Equal(["*804"], concern.Fix!(Login).Numbers);
    }

    [Fact]
    public void A_log_in_code_without_a_star_is_offered_one()
    {
        var draft = Login.AddNumber("801");
        var concern = Assert.Single(FlowConcerns.Of(draft, Facts));

        Assert.Equal("801", concern.Number);
        Assert.Equal(["*801"], concern.Fix!(draft).Numbers);
    }

    [Fact]
    public void A_starred_code_that_is_taken_is_not_offered()
    {
        var concern = Assert.Single(FlowConcerns.Of(Login.AddNumber("802"), Facts));

        Assert.Equal("Use *804", concern.FixText);
    }

    [Fact]
    public void The_holder_of_a_taken_number_is_named()
    {
        var concern = Assert.Single(FlowConcerns.Of(Login.AddNumber("*802"), Facts));

        Assert.True(concern.IsWrong);
        Assert.Contains("“Log out”", concern.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extension_may_be_taken_over_and_that_is_said()
    {
        var draft = new FlowDraft().Add(FlowDraft.Top, "hangup").AddNumber("2001");
        var concern = Assert.Single(FlowConcerns.Of(draft, Facts));

        Assert.False(concern.IsWrong);
        Assert.Contains("Anna Berg", concern.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_without_its_person_leads_nowhere()
    {
        var concern = Assert.Single(FlowConcerns.Of(new FlowDraft().Add(FlowDraft.Top, "user").AddNumber("2000"), Facts));

        Assert.Equal((1, true), (concern.Box, concern.IsWrong));
    }

    [Fact]
    public void A_call_walks_to_the_end_in_plain_words()
    {
        var steps = FlowWalk.Of(Login.AddNumber("*801"), "*801204", Facts, static _ => null);

        Assert.Equal(3, steps.Count);
        Assert.Contains("begins with *801", steps[0].Text, StringComparison.Ordinal);
        Assert.Equal(1, steps[1].Box);
        Assert.Contains("the call ends", steps[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_for_somebody_else_does_not_come_here()
    {
        var step = Assert.Single(FlowWalk.Of(Login.AddNumber("*801"), "2001", Facts, static _ => null));

        Assert.Contains("does not come here. 2001 is the extension of Anna Berg.", step.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Callflows_that_lead_to_one_another_end_the_walk()
    {
        var jump = System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["callflowId"] = "other" });
        var draft = new FlowDraft().Add(FlowDraft.Top, "callflow", jump).AddNumber("2000");

        Assert.Contains("round in circles", FlowWalk.Of(draft, "2000", Facts, _ => draft)[^1].Text, StringComparison.Ordinal);
    }
}
