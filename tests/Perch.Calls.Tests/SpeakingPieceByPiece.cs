namespace Perch.Calls.Tests;

public sealed class SpeakingPieceByPiece
{
    [Theory]
    [InlineData(0, "number-0")]
    [InlineData(7, "number-7")]
    [InlineData(20, "number-20")]
    [InlineData(21, "number-20 number-1")]
    [InlineData(30, "number-30")]
    [InlineData(99, "number-90 number-9")]
    [InlineData(100, "digit-1 digit-0 digit-0")]
    [InlineData(2026, "digit-2 digit-0 digit-2 digit-6")]
    public void Counts_are_numbers_up_to_99(int count, string prompts) =>
        Assert.Equal(prompts, string.Join(' ', Spoken.Number(count)));

    [Fact]
    public void Extensions_are_spoken_digit_by_digit() =>
        Assert.Equal("extension digit-2 digit-0 digit-4", string.Join(' ', Spoken.Extension("204")));

    [Fact]
    public void A_nickname_is_spelled_without_what_has_no_name() =>
        Assert.Equal("letter-b digit-2 letter-z", string.Join(' ', Spoken.Letters("B-2 é z")));
}
