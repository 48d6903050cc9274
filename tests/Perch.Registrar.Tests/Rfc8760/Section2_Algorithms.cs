using Perch.Directory;
using Xunit;

namespace Perch.Registrar.Tests.Rfc8760;

public sealed class Section2_Algorithms
{
    [Theory]
    [InlineData(SipDigestChoice.Md5, "MD5")]
    [InlineData(SipDigestChoice.Both, "MD5", "SHA-256")]
    [InlineData(SipDigestChoice.Sha256, "SHA-256")]
    public void The_account_says_which_challenges_its_phones_get(SipDigestChoice choice, params string[] offered)
    {
        using var office = With(choice);

        Assert.Equal(200, office.Phone().Register());

        var challenges = office.Network.Sent[1].Text.Split("\r\n")
            .Where(row => row.StartsWith("WWW-Authenticate", StringComparison.Ordinal));
        Assert.Equal(offered, challenges.Select(row => row.Split("algorithm=")[1].Split(',')[0]));
    }

    [Fact]
    public void An_algorithm_that_was_not_offered_lets_nobody_in()
    {
        using var office = With(SipDigestChoice.Md5);
        var phone = office.Phone();
        phone.Register();
        office.Directory.Put(office.Directory.DefaultAccount with { SipDigest = SipDigestChoice.Sha256 });

        phone.Register();

        Assert.Equal([401, 200, 401, 200], phone.Statuses);
    }

    private static Office With(SipDigestChoice choice)
    {
        var office = new Office();
        office.Directory.Put(office.Directory.DefaultAccount with { SipDigest = choice });

        return office;
    }
}
