namespace Perch.Api.Tests.BadInput;

/// <summary>A wrong value is refused by a problem that names its field, at creation and in a patch.</summary>
public sealed class EveryField(ApiServer server)
{
    public static IEnumerable<TheoryDataRow<string, string>> All() =>
        from resource in Resources.All
        from row in resource.Fields
        select new TheoryDataRow<string, string>(resource.Name, row.Field);

    public static IEnumerable<TheoryDataRow<string, string>> WithLimits() =>
        from resource in Resources.All
        from row in resource.Fields
        where row.TooMuch is not null
        select new TheoryDataRow<string, string>(resource.Name, row.Field);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_wrong_type_is_named(string resource, string field)
    {
        var row = Row(resource, field);

        await ExpectRefusalAsync(resource, row, row.WrongType);
        await ExpectRefusalAsync(resource, row, row.OtherType);
    }

    [Theory]
    [MemberData(nameof(WithLimits))]
    public async Task Too_much_or_no_such_choice_is_named(string resource, string field)
    {
        var row = Row(resource, field);

        await ExpectRefusalAsync(resource, row, row.TooMuch!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_misspelt_field_is_named(string resource, string field)
    {
        var row = Row(resource, field + "x");

        await ExpectRefusalAsync(resource, row, "anything");
    }

    private static FieldRow Row(string resource, string field)
    {
        var fields = Resources.Named(resource).Fields;
        return fields.FirstOrDefault(row => row.Field == field) ?? new(field, 7, null);
    }

    private async Task ExpectRefusalAsync(string name, FieldRow row, object value)
    {
        var resource = Resources.Named(name);

        foreach (var method in resource.Methods)
        {
            var (path, body) = method is "PATCH"
                ? (await ExistingAsync(resource), "{}")
                : (resource.Path, resource.Body());

            Expect(row.Field, await server.Admin.SendAsync(method, path, row.Put(body, value)));
        }
    }

    private async Task<string> ExistingAsync(Resource resource) =>
        await server.Once(resource.Name, () => resource.ExistingAsync(server.Admin));

    private static void Expect(string field, ApiAnswer answer)
    {
        Assert.True(answer.Status == 400, $"{answer.Status} {answer.Raw}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Contains(field, answer.WrongFields);
    }
}
