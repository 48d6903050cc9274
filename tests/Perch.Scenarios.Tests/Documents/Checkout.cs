namespace Perch.Scenarios.Tests.Documents;

/// <summary>The folder with the whole repository in it, above the tests.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (!File.Exists(Path.Combine(folder.FullName, "Perch.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no Perch.slnx above the tests.");
        }

        return folder.FullName;
    }
}
