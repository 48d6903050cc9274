using System.Text;
using Microsoft.AspNetCore.Http;

namespace Perch.Api.Tests;

public sealed class ReadingBodies
{
    private enum Colour
    {
        DarkRed,
        Green,
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var body = await CreatingAsync("""{"name": 7, "size": "big", "on": 1, "colour": "blue", "extra": true}""");

        body.RequiredText("name", "", 10);
        body.Number("size", 1, 1, 1..5);
        body.Flag("on", false);
        body.Choice("colour", Colour.Green, Colour.Green);

        Assert.NotNull(body.Problem());
        Assert.Equal(["name", "size", "on", "colour", "extra"], body.Errors.ToDictionary().Keys);
    }

    [Fact]
    public async Task A_field_inside_an_object_is_named_with_a_dot()
    {
        var body = await CreatingAsync("""{"hotDesk": {"pin": 1234, "pim": "1"}}""");

        body.Nested("hotDesk").Secret("pin", 4, 15);

        Assert.NotNull(body.Problem());
        Assert.Equal(["hotDesk.pin", "hotDesk.pim"], body.Errors.ToDictionary().Keys);
    }

    [Fact]
    public async Task A_patch_keeps_what_it_does_not_name_and_clears_what_it_names_as_null()
    {
        var body = await PatchingAsync("""{"brand": null, "on": null, "size": null}""");

        Assert.Equal("Window desk", body.RequiredText("nickname", "Window desk", 50));
        Assert.Null(body.Text("brand", "Yealink", 50));
        Assert.True(body.Flag("on", false, whenCleared: true));
        Assert.Equal(1, body.Number("size", 3, 1, 1..5));
        Assert.Null(body.Problem());
    }

    [Fact]
    public async Task An_object_that_is_null_clears_everything_in_it()
    {
        var body = await PatchingAsync("""{"callerId": null}""");
        var callerId = body.Nested("callerId");

        Assert.Null(callerId.Text("internal", "Alice", 50));
        Assert.True(callerId.IsNull("external"));
        Assert.Null(callerId.Text("external", "+15551234", 50));
        Assert.Null(body.Problem());
    }

    [Fact]
    public async Task What_must_be_there_is_missed_when_creating_and_not_when_patching()
    {
        var creating = await CreatingAsync("{}");
        var patching = await PatchingAsync("{}");

        creating.Nested("sip").RequiredText("username", "", 10);
        patching.Nested("sip").RequiredText("username", "desk1", 10);

        Assert.NotNull(creating.Problem());
        Assert.Equal(["sip.username"], creating.Errors.ToDictionary().Keys);
        Assert.Null(patching.Problem());
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"name\": ")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("not json")]
    public async Task A_body_that_is_no_object_is_a_problem_and_no_exception(string json)
    {
        var body = await CreatingAsync(json);

        body.Text("name", null, 10);

        Assert.Equal(400, StatusOf(body.Problem()));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"line\\nbreak\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1e999")]
    public async Task Text_that_is_no_line_of_text_is_refused(string value)
    {
        var body = await CreatingAsync($$"""{"name": {{value}}}""");

        body.RequiredText("name", "", 10);

        Assert.NotNull(body.Problem());
        Assert.Equal(["name"], body.Errors.ToDictionary().Keys);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.0", false)]
    [InlineData("0", false)]
    [InlineData("6", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("\"2\"", false)]
    public async Task A_number_is_whole_and_within_its_range(string value, bool right = true)
    {
        var body = await CreatingAsync($$"""{"size": {{value}}}""");

        body.Number("size", 1, 1, 1..5);

        Assert.Equal(right, body.Problem() is null);
    }

    [Fact]
    public async Task Names_on_the_wire_are_in_kebab_case_and_exact()
    {
        var right = await CreatingAsync("""{"colour": "dark-red"}""");
        var wrong = await CreatingAsync("""{"colour": "DarkRed"}""");

        Assert.Equal(Colour.DarkRed, right.Choice("colour", Colour.Green, Colour.Green));
        Assert.Equal(Colour.Green, wrong.Choice("colour", Colour.Green, Colour.Green));
        Assert.Contains("dark-red, green", wrong.Errors.ToDictionary()["colour"][0]);
    }

    [Fact]
    public async Task An_entry_of_a_list_is_named_by_its_place()
    {
        var body = await CreatingAsync("""{"numbers": ["*11", 7, ""]}""");

        body.Texts("numbers", [], 10, 20);

        Assert.Equal(["numbers[1]", "numbers[2]"], body.Errors.ToDictionary().Keys);
    }

    [Fact]
    public async Task What_cannot_be_set_says_so()
    {
        var body = await PatchingAsync("""{"id": "0"}""");

        body.ReadOnly("id", "createdAt");

        Assert.NotNull(body.Problem());
        Assert.Equal(["cannot be set"], body.Errors.ToDictionary()["id"]);
    }

    private static Task<JsonBody> CreatingAsync(string json) => ReadAsync("POST", json);

    private static Task<JsonBody> PatchingAsync(string json) => ReadAsync("PATCH", json);

    private static async Task<JsonBody> ReadAsync(string method, string json)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.ContentType = "application/json; charset=utf-8";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await JsonBody.BindAsync(context);
    }

    private static int? StatusOf(IResult? result) => (result as IStatusCodeHttpResult)?.StatusCode;
}
