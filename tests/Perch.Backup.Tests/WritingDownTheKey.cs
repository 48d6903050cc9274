using System.Security.Cryptography;

namespace Perch.Backup.Tests;

public sealed class WritingDownTheKey
{
    [Fact]
    public void What_is_shown_is_read_again_however_it_was_copied()
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        var shown = new RecoveryKey(bytes).Show();

        Assert.Matches("^([0-9A-Z]{4}-){12}[0-9A-Z]{4}$", shown);
        Assert.Equal(shown, RecoveryKey.Read(shown)!.Show());
        Assert.Equal(bytes, RecoveryKey.Read(shown.ToLowerInvariant().Replace('-', ' '))!.Value.ToArray());
        Assert.Equal(shown, RecoveryKey.Read(shown.Replace('0', 'o').Replace('1', 'l'))!.Show());
    }

    [Theory]
    [InlineData("")]
    [InlineData("M5WR-ARJ0")]
    [InlineData("M5WR-ARJ0-6Z1A-38DF-7HT6-CVNM-JM8E-50VC-62E8-3CVH-B26P-A6G2-W7ZG-0")]
    [InlineData("U5WR-ARJ0-6Z1A-38DF-7HT6-CVNM-JM8E-50VC-62E8-3CVH-B26P-A6G2-W7ZG")]
    [InlineData("M5WR-ARJ0-6Z1A-38DF-7HT6-CVNM-JM8E-50VC-62E8-3CVH-B26P-A6G2-W7ZÜ")]
    public void Anything_else_is_no_key(string text) => Assert.Null(RecoveryKey.Read(text));

    [Fact]
    public void It_prints_as_stars() => Assert.Equal("***", new RecoveryKey(new byte[32]).ToString());
}
