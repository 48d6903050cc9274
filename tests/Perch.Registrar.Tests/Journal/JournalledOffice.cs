namespace Perch.Registrar.Tests.Journal;

/// <summary>One office over several lives of the server: each finds what the one before wrote down.</summary>
internal sealed class JournalledOffice : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("perch-bindings-");
    private readonly List<Office> _lives = [];

    public JournalledOffice() => Start();

    /// <summary>The server as it runs now.</summary>
    public Office Now => _lives[^1];

    public string Folder => Path.Combine(_folder.FullName, "bindings");

    public IReadOnlyList<string> Files =>
        [.. System.IO.Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)!).Order()];

    /// <summary>
    /// Another life, after the last one ended without a word: nothing of it was closed, so what was not in the file by
    /// then is lost.
    /// </summary>
    public void KillAndStart() => Start(Now);

    public void Dispose()
    {
        _lives.ForEach(static office => office.Dispose());
        _folder.Delete(recursive: true);
    }

    private void Start(Office? before = null)
    {
        var office = new Office(before: before);
        office.Module.Restore(Folder, [office.Channel]);
        _lives.Add(office);
    }
}
