namespace Perch.Architecture.Tests;

internal static class Check
{
    /// <summary>Fails with every violation, a line each: xUnit's own message would show the first five.</summary>
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.ToList();

        if (all.Count > 0)
        {
            Assert.Fail(string.Join('\n', all));
        }
    }
}
