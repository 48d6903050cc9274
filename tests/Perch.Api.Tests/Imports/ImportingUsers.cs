using System.Text;

namespace Perch.Api.Tests.Imports;

/// <summary>Tables of people, as an administrator brings them.</summary>
public sealed class ImportingUsers(ApiServer server)
{
    private const string Pin = "58391427";

    [Fact]
    public async Task A_table_makes_the_users_it_names()
    {
        var (anna, ben) = (Fresh.Name("anna"), Fresh.Name("ben"));
        var (number, id) = (Fresh.Number(), Fresh.Number());
        var csv = $"""
            username,firstName,extension,enabled,hotDesk.enabled,hotDesk.id,hotDesk.requirePin,hotDesk.pin
            {anna},Anna,{number},true,TRUE,{id},true,{Pin}
            {ben},Ben,,,,,,
            """;

        var answer = await server.Admin.ImportAsync(csv);

        Assert.True(answer.Status == 200, answer.Raw);
        Assert.True(answer.At("imported").GetBoolean());
        Assert.Equal(["2 create", "3 create"], answer.Lines());
        var user = await server.Admin.GetAsync($"/users?username={anna}");
        var made = user.Body.GetProperty("items")[0];
        Assert.Equal(answer.Line(0).GetProperty("id").GetString(), made.GetProperty("id").GetString());
        Assert.Equal(number, made.GetProperty("extension").GetString());
        Assert.Equal(id, made.GetProperty("hotDesk").GetProperty("id").GetString());
        Assert.True(made.GetProperty("hotDesk").GetProperty("hasPin").GetBoolean());
        Assert.DoesNotContain(Pin, answer.Raw);
        Assert.Contains("hotDesk.pin", answer.FieldsOf(0));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        var (anna, ben) = (Fresh.Name("anna"), Fresh.Name("ben"));
        await server.Admin.CreateAsync("/users", new { username = ben, firstName = "Ben" });
        var csv = $"username,firstName,hotDesk.pin\n{anna},Anna,{Pin}\n{ben},Benno,{Pin}\n{ben.ToUpperInvariant()}x,,1234\n";

        var answer = await server.Admin.ImportAsync(csv, "?dryRun=true");

        Assert.Equal(200, answer.Status);
        Assert.False(answer.At("imported").GetBoolean());
        Assert.Equal(["2 create", "3 update", "4 refused"], answer.Lines());
        Assert.Equal(["firstName", "hotDesk.pin"], answer.FieldsOf(1));
        Assert.Contains("hotDesk.pin", answer.ErrorsOf(2));
        Assert.Empty((await server.Admin.GetAsync($"/users?username={anna}")).Items("username"));
        Assert.Equal(["Ben"], (await server.Admin.GetAsync($"/users?username={ben}")).Items("firstName"));
        Assert.DoesNotContain(Pin, answer.Raw);
    }

    [Fact]
    public async Task One_wrong_line_keeps_all_others_out_unless_it_may_be_skipped()
    {
        var (anna, ben) = (Fresh.Name("anna"), Fresh.Name("ben"));
        var csv = $"username,extension\n{anna},{Fresh.Number()}\n{ben},one\n";

        var whole = await server.Admin.ImportAsync(csv);
        var after = (await server.Admin.GetAsync($"/users?username={anna}")).Items("username");
        var skipped = await server.Admin.ImportAsync(csv, "?skipBad=true");

        Assert.Equal(400, whole.Status);
        Assert.Equal("application/problem+json", whole.ContentType);
        Assert.Equal("Nothing was imported: 1 of 2 lines are refused.", whole.Text("detail"));
        Assert.Equal(3, whole.At("import.lines")[1].GetProperty("line").GetInt32());
        Assert.Empty(after);
        Assert.Equal(200, skipped.Status);
        Assert.Equal(["2 create", "3 refused"], skipped.Lines());
        Assert.Equal([anna], (await server.Admin.GetAsync($"/users?username={anna}")).Items("username"));
        Assert.Empty((await server.Admin.GetAsync($"/users?username={ben}")).Items("username"));
    }

    [Fact]
    public async Task What_is_taken_by_somebody_is_a_conflict()
    {
        var number = Fresh.Number();
        await server.Admin.CreateAsync("/users", new { username = Fresh.Name("carol"), firstName = "Carol", extension = number });

        var answer = await server.Admin.ImportAsync($"username,extension\n{Fresh.Name("dan")},{number}\n");

        Assert.Equal(409, answer.Status);
        Assert.Contains("is taken by Carol", answer.Raw);
    }

    [Fact]
    public async Task Lines_that_want_the_same_are_all_refused_and_name_each_other()
    {
        var (anna, number) = (Fresh.Name("anna"), Fresh.Number());
        var csv = $"username,extension\n{anna},{number}\n{Fresh.Name("ben")},{number}\n{anna.ToUpperInvariant()},\n{Fresh.Name("eve")},\n";

        var answer = await server.Admin.ImportAsync(csv, "?dryRun=true");

        Assert.Equal(["2 refused", "3 refused", "4 refused", "5 create"], answer.Lines());
        Assert.Equal(["extension", "username"], answer.ErrorsOf(0).Order());
        Assert.Equal("is also on line 4", answer.ErrorOf(0, "username"));
        Assert.Equal("is also on line 2", answer.ErrorOf(1, "extension"));
    }

    [Fact]
    public async Task Somebody_is_known_by_externalId_and_may_get_another_name()
    {
        var (before, after, id) = (Fresh.Name("anna"), Fresh.Name("ann"), Fresh.Name("hr-"));
        var user = await server.Admin.CreateAsync("/users", new { username = before, externalId = id, lastName = "Archer" });

        var answer = await server.Admin.ImportAsync($"externalId,username,lastName\n{id},{after},\n");
        var again = await server.Admin.ImportAsync($"externalId,username,lastName\n{id},{after},Archer\n");

        Assert.Equal(["2 update"], answer.Lines());
        Assert.Equal(["username"], answer.FieldsOf(0));
        Assert.Equal(["2 unchanged"], again.Lines());
        var now = await server.Admin.GetAsync($"/users/{user.Id}");
        Assert.Equal(after, now.Text("username"));
        Assert.Equal("Archer", now.Text("lastName"));
    }

    [Fact]
    public async Task A_name_does_not_find_somebody_who_has_another_externalId()
    {
        var name = Fresh.Name("anna");
        await server.Admin.CreateAsync("/users", new { username = name, externalId = Fresh.Name("hr-") });

        var answer = await server.Admin.ImportAsync($"externalId,username\n{Fresh.Name("hr-")},{name}\n");

        Assert.Equal(409, answer.Status);
        Assert.Contains("is taken by", answer.Raw);
    }

    [Fact]
    public async Task What_an_earlier_line_gives_up_a_later_one_may_take()
    {
        var (anna, ben, old, fresh) = (Fresh.Name("anna"), Fresh.Name("ben"), Fresh.Number(), Fresh.Number());
        await server.Admin.CreateAsync("/users", new { username = anna, extension = old });

        var answer = await server.Admin.ImportAsync($"username,extension\n{anna},{fresh}\n{ben},{old}\n");

        Assert.Equal(["2 update", "3 create"], answer.Lines());
        Assert.Equal([old], (await server.Admin.GetAsync($"/users?username={ben}")).Items("extension"));
    }

    [Fact]
    public async Task Nobody_rises_above_the_importer()
    {
        var admin = await AdministratorAsync();

        var answer = await admin.ImportAsync($"username,role\n{Fresh.Name("eve")},operator\nadmin,user\n", "?dryRun=true");

        Assert.Equal(["2 refused", "3 refused"], answer.Lines());
    }

    [Fact]
    public async Task A_new_password_ends_the_log_ins_of_that_person()
    {
        var name = Fresh.Name("anna");
        await server.Admin.CreateAsync("/users", new { username = name, password = "the first of two" });
        var client = await server.LogInAsync(name, "the first of two");

        await server.Admin.ImportAsync($"username,password\n{name},the second of two\n");

        Assert.Equal(401, (await client.GetAsync("/login")).Status);
        Assert.NotNull(await server.LogInAsync(name, "the second of two"));
    }

    [Theory]
    [InlineData("'=cmd", "=cmd")]
    [InlineData("'+4930", "+4930")]
    [InlineData("'@home", "@home")]
    [InlineData("''-x", "'-x")]
    [InlineData("'tis", "'tis")]
    [InlineData("\"a \"\"b\"\", c\"", "a \"b\", c")]
    public async Task A_cell_guarded_against_spreadsheets_comes_back_as_it_was(string cell, string text)
    {
        var name = Fresh.Name("anna");

        await server.Admin.ImportAsync($"username,firstName\n{name},{cell}\n");

        Assert.Equal([text], (await server.Admin.GetAsync($"/users?username={name}")).Items("firstName"));
        Assert.Equal(text, Directory.SpreadsheetText.Plain(Directory.SpreadsheetText.Guard(text)));
    }

    [Fact]
    public async Task Tables_of_spreadsheets_with_semicolons_and_a_mark_in_front_are_read()
    {
        var name = Fresh.Name("anna");

        var answer = await server.Admin.ImportAsync($"\uFEFFusername;FIRSTNAME\r\n{name};Änne\r\n");

        Assert.Equal(["2 create"], answer.Lines());
        Assert.Equal(["Änne"], (await server.Admin.GetAsync($"/users?username={name}")).Items("firstName"));
    }

    private async Task<ApiClient> AdministratorAsync()
    {
        const string Password = "eleven wise monkeys";
        var name = Fresh.Name("boss");
        await server.Admin.CreateAsync("/users", new { username = name, role = "admin", password = Password });
        return await server.LogInAsync(name, Password);
    }
}
