using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Portal.Tests;

public sealed class SavingDrawings
{
    private const string Stored = """
        {"name":"Sales","numbers":["2000"],"patterns":[],"flow":
        {"program":"user","data":{"userId":"anna","timeout":30},"children":{"_":{"program":"play","data":{"mediaId":"goodbye"}}}}}
        """;

    private static readonly FlowDraft Sales = Read(Stored);

    [Fact]
    public void What_was_read_is_written_as_it_was() =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Stored), FlowJson.Write(Sales)));

    [Fact]
    public void A_box_that_was_removed_is_removed_by_the_patch()
    {
        var patch = FlowJson.Difference(FlowJson.Write(Sales), FlowJson.Write(Sales.Remove(2)));

        Assert.Equal("""{"flow":{"children":null}}""", patch.ToJsonString());
    }

    [Fact]
    public void A_setting_that_was_cleared_is_cleared_by_the_patch()
    {
        var changed = Sales.Put(1, JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["userId"] = "anna" }));
        var patch = FlowJson.Difference(FlowJson.Write(Sales), FlowJson.Write(changed));

        Assert.Equal("""{"flow":{"data":{"timeout":null}}}""", patch.ToJsonString());
    }

    [Fact]
    public void Changes_of_two_people_at_different_places_are_both_kept()
    {
        var merge = FlowMerge.Of(Sales, Sales.AddNumber("2001").Rename("Sales team"), Sales.AddNumber("2002").Remove(2));

        Assert.Empty(merge.Overlaps);
        Assert.Equal("Sales team", merge.Draft.Name);
        Assert.Equal(["2000", "2001", "2002"], merge.Draft.Numbers);
        Assert.Equal(["user"], merge.Draft.Boxes.Select(box => box.Program));
    }

    [Fact]
    public void Where_both_changed_one_box_mine_stands_and_it_is_said()
    {
        var merge = FlowMerge.Of(Sales, Sales.Put(2, Media("theirs")), Sales.Put(2, Media("mine")));

        Assert.Equal("mine", merge.Draft.Boxes.Last().Text("mediaId"));
        Assert.Equal("the box Play and what follows it", Assert.Single(merge.Overlaps));
    }

    [Fact]
    public void A_number_that_one_of_both_took_away_is_gone()
    {
        var merge = FlowMerge.Of(Sales, Sales.RemoveNumber("2000"), Sales.Rename("Sales team"));

        Assert.Empty(merge.Draft.Numbers);
    }

    private static JsonElement Media(string name) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["mediaId"] = name });

    private static FlowDraft Read(string json) => FlowJson.Read(JsonNode.Parse(json)!.AsObject());
}
