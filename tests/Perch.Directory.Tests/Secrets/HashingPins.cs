using System.Security.Cryptography;

namespace Perch.Directory.Tests.Secrets;

public sealed class HashingPins : IDisposable
{
    private readonly Pins _pins = new(new OneKey(RandomNumberGenerator.GetBytes(32)));
    private readonly PasswordHasher _passwords = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_pin_is_known_and_a_wrong_one_is_not()
    {
        var hash = await _pins.HashAsync("2580", Cancel);

        Assert.True(await _pins.VerifyAsync(hash, "2580", Cancel));
        Assert.False(await _pins.VerifyAsync(hash, "2581", Cancel));
    }

    [Fact]
    public async Task One_pin_never_has_the_same_hash_twice_and_prints_as_stars()
    {
        var first = await _pins.HashAsync("2580", Cancel);
        var second = await _pins.HashAsync("2580", Cancel);

        Assert.NotEqual(first.Encoded, second.Encoded);
        Assert.StartsWith("$argon2id$v=19$m=4096,", first.Encoded, StringComparison.Ordinal);
        Assert.Equal("***", first.ToString());
    }

    [Fact]
    public async Task Without_the_key_the_hash_is_worth_nothing()
    {
        var hash = await _pins.HashAsync("2580", Cancel);
        using var thief = new Pins(new OneKey(new byte[32]));

        Assert.False(await thief.VerifyAsync(hash, "2580", Cancel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2580")]
    [InlineData("$argon2id$v=19$m=4096,t=2,p=1$$")]
    [InlineData("$argon2id$v=19$m=4096,t=2,p=1$****************$AAAA")]
    [InlineData("$argon2id$v=19$m=999999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=-1,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task No_pin_matches_a_hash_that_is_missing_or_damaged(string? encoded)
    {
        var hash = encoded is null ? null : new PinHash(encoded);

        Assert.False(await _pins.VerifyAsync(hash, "2580", Cancel));
    }

    [Fact]
    public async Task A_password_costs_more_than_a_pin()
    {
        var encoded = await _passwords.HashAsync("correct horse", Cancel);

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", encoded, StringComparison.Ordinal);
        Assert.True(await _passwords.VerifyAsync(encoded, "correct horse", Cancel));
        Assert.False(await _passwords.VerifyAsync(encoded, "Correct horse", Cancel));
        Assert.False(await _passwords.VerifyAsync(null, "correct horse", Cancel));
    }

    [Fact]
    public void Random_passwords_can_be_typed_and_differ()
    {
        var passwords = Enumerable.Range(0, 100).Select(_ => RandomPassword.ForSip().Value).ToList();

        Assert.Equal(100, passwords.Distinct().Count());
        Assert.All(passwords, password => Assert.True(SipPasswords.IsUsable(password)));
        Assert.All(passwords, password => Assert.False(password.AsSpan().ContainsAny("0O1lI")));
    }

    public void Dispose()
    {
        _pins.Dispose();
        _passwords.Dispose();
    }

    private sealed class OneKey(byte[] key) : IKeys
    {
        public ReadOnlySpan<byte> Key(KeyPurpose purpose) => key;
    }
}
