using System.Text;

namespace Perch.Api.Tests.Imports;

/// <summary>Refused as a whole, with a reason that says what to do.</summary>
public sealed class FilesThatCannotBeRead(ApiServer server)
{
    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("\n\n", "The file is empty")]
    [InlineData("username,surname\nanna,Archer\n", "The first line names no field of a user: surname.")]
    [InlineData("username,Username\nanna,anna\n", "The first line names a field twice: username.")]
    [InlineData("nickname,sip\nDesk,desk\n", "The first line names no field of a device: sip.")]
    [InlineData("externalId,enabled\na,true\n", "say which they are by ?kind=user or ?kind=device")]
    [InlineData("username,firstName\nanna,\"Ann\nben,Ben\n", "Line 2: a quote is in the wrong place")]
    [InlineData("username,firstName\nanna\n", "Line 2")]
    [InlineData("username,firstName\nben,Ben\nanna,Anna,Archer\n", "Line 3")]
    public async Task A_table_that_is_none(string csv, string reason)
    {
        var answer = await server.Admin.ImportAsync(csv);

        Assert.Equal(400, answer.Status);
        Assert.Contains(reason, answer.Text("detail"));
    }

    [Theory]
    [InlineData("[]", "", "Say by ?kind=")]
    [InlineData("[{\"username\": ", "?kind=user", "The body is not JSON")]
    [InlineData("{\"people\": []}", "", "must hold users and devices")]
    [InlineData("{\"users\": {}}", "", "users must be a list")]
    [InlineData("{\"users\": [7]}", "", "users[0] must be an object")]
    [InlineData("{\"users\": []}", "?kind=user", "With ?kind= the body must be a list")]
    [InlineData("7", "", "The body must be")]
    public async Task A_document_that_is_none(string json, string query, string reason)
    {
        var answer = await server.Admin.PostAsync("/imports" + query, json);

        Assert.Equal(400, answer.Status);
        Assert.Contains(reason, answer.Text("detail"));
    }

    [Theory]
    [InlineData("?dry-run=true", "dry-run")]
    [InlineData("?dryRun=yes", "dryRun")]
    [InlineData("?skipBad=1", "skipBad")]
    [InlineData("?kind=people", "kind")]
    public async Task A_misspelt_question_does_not_import(string query, string field)
    {
        var name = Fresh.Name("anna");

        var answer = await server.Admin.ImportAsync($"username\n{name}\n", query);

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
        Assert.Empty((await server.Admin.GetAsync($"/users?username={name}")).Items("username"));
    }

    [Fact]
    public async Task Letters_of_another_encoding()
    {
        using var body = new ByteArrayContent(Encoding.Latin1.GetBytes("username,firstName\nanna,Änne\n"));
        body.Headers.ContentType = new("text/csv");

        var answer = await server.Admin.SendAsync(HttpMethod.Post, "/imports", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains("UTF-8", answer.Text("detail"));
    }

    [Fact]
    public async Task Another_kind_of_file()
    {
        using var body = new StringContent("<users/>", Encoding.UTF8, "text/xml");

        Assert.Equal(415, (await server.Admin.SendAsync(HttpMethod.Post, "/imports", body)).Status);
    }

    [Fact]
    public async Task More_lines_than_the_limit()
    {
        var csv = new StringBuilder("username\n");

        for (var line = 0; line <= 2000; line++)
        {
            csv.Append("many").Append(line).Append('\n');
        }

        var answer = await server.Admin.ImportAsync(csv.ToString(), "?dryRun=true");

        Assert.Equal(413, answer.Status);
        Assert.Equal("More than 2000 lines: send the file in parts.", answer.Text("detail"));
    }

    [Fact]
    public async Task More_bytes_than_the_limit()
    {
        var answer = await server.Admin.ImportAsync("username\n" + new string('a', 4 * 1024 * 1024) + "\n");

        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Fields_of_a_line_are_read_as_those_of_a_request()
    {
        var answer = await server.Admin.PostAsync("/imports?dryRun=true", new
        {
            users = new object[]
            {
                new { username = Fresh.Name("anna"), enabled = "true", surname = "Archer" },
                new { hotDesk = new { id = "12x" } },
            },
        });

        Assert.Equal(["1 refused", "2 refused"], answer.Lines());
        Assert.Equal("must be true or false", answer.ErrorOf(0, "enabled"));
        Assert.Equal("is not a field", answer.ErrorOf(0, "surname"));
        Assert.Equal("is missing", answer.ErrorOf(1, "username"));
    }
}
