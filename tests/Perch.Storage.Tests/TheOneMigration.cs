using Microsoft.EntityFrameworkCore;

namespace Perch.Storage.Tests;

public class TheOneMigration
{
    [Fact]
    public void It_makes_the_tables_that_the_modules_describe()
    {
        using var context = new DesignTimeFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "An entity changed: run eng/migrations.sh.");
    }

    [Fact]
    public void It_holds_the_tables_of_every_module()
    {
        using var context = new DesignTimeFactory().CreateDbContext([]);

        var tables = context.Model.GetEntityTypes().Select(entity => entity.GetTableName()).ToHashSet();

        Assert.Superset(new HashSet<string?> { "accounts", "users", "devices", "hot_desk_sessions", "callflows" }, tables);
    }

    [Fact]
    public void Times_are_integers()
    {
        using var context = new DesignTimeFactory().CreateDbContext([]);

        var others = context.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetFlattenedProperties())
            .Where(property => property.ClrType.Name.Contains("Date", StringComparison.Ordinal)
                || property.ClrType.FullName!.Contains("TimeSpan", StringComparison.Ordinal))
            .Select(property => property.Name);

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("Id", "id")]
    [InlineData("HotDeskSession", "hot_desk_session")]
    [InlineData("SipUsernameKey", "sip_username_key")]
    public void Names_are_as_in_sql(string name, string expected) => Assert.Equal(expected, SnakeCase.Of(name));
}
