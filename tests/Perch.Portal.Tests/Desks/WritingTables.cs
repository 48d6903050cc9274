namespace Perch.Portal.Tests;

public sealed class WritingTables
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30, 12", "\"'+49 30, 12\"")]
    [InlineData(null, "")]
    public void A_cell_is_text_and_nothing_else(string? text, string cell) => Assert.Equal(cell + ",x\r\n", CsvText.Of([[text, "x"]]));
}
