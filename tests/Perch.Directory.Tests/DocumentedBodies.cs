using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory.Tests;

/// <summary>The body types of the OpenAPI document only document; they must name exactly what the readers read.</summary>
public sealed class DocumentedBodies
{
    public static IEnumerable<TheoryDataRow<string>> Names() => Readers.Keys.Select(name => new TheoryDataRow<string>(name));

    private static Dictionary<string, (Type Body, Action<JsonFields> Read)> Readers { get; } = new()
    {
        ["users"] = (typeof(UserBody), body => UserFields.Read(body, new())),
        ["devices"] = (typeof(DeviceBody), body => DeviceFields.Read(body, new())),
        ["imported devices"] = (typeof(ImportedDeviceBody), body =>
        {
            ImportReferences.Read(body);
            DeviceFields.Read(body, new());
        }),
        ["sites"] = (typeof(SiteBody), body => SiteFields.Read(body, new())),
        ["accounts"] = (typeof(AccountBody), body => AccountFields.Read(body, new())),
        ["settings"] = (typeof(SettingsBody), body => AccountFields.ReadSettings(body, new())),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_body_documents_what_its_reader_reads(string name)
    {
        var (type, read) = Readers[name];
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        var body = await JsonBody.BindAsync(context);

        read(body);

        Assert.Equal(Documented(type, "").Order(), body.Settable.Order());
    }

    private static IEnumerable<string> Documented(Type type, string prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            yield return name;

            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

            if (inner is { IsClass: true } && inner != typeof(string))
            {
                foreach (var nested in Documented(inner, name + "."))
                {
                    yield return nested;
                }
            }
        }
    }
}
