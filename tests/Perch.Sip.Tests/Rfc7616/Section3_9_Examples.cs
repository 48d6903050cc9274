using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc7616;

/// <summary>The worked example of the RFC: Mufasa fetches a page, with either algorithm.</summary>
public sealed class Section3_9_Examples
{
    private const string Nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private const string CNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_response_of_the_example_is_right(string algorithm, string response)
    {
        Assert.True(IsRight(Header(algorithm, response), "Circle of Life"));
    }

    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Another_password_makes_another_response(string algorithm, string response)
    {
        Assert.False(IsRight(Header(algorithm, response), "Circle of Death"));
    }

    private static string Header(string algorithm, string response) =>
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", "
        + $"algorithm={algorithm}, nonce=\"{Nonce}\", nc=00000001, cnonce=\"{CNonce}\", qop=auth, "
        + $"response=\"{response}\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static bool IsRight(string header, string password)
    {
        Span<byte> ha1 = stackalloc byte[DigestAlgorithms.MaxHexLength];
        Assert.True(DigestCredentials.TryParse(Encoding.ASCII.GetBytes(header), out var credentials));
        var length = DigestResponse.ComputeHa1(
            credentials.Algorithm, credentials.Username, credentials.Realm, Encoding.ASCII.GetBytes(password), ha1);

        return DigestResponse.IsRight(credentials, "GET"u8, ha1[..length]);
    }
}
