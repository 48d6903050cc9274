using System.Collections.Concurrent;
using System.Text;

namespace Perch.Scenarios.Tests.Office;

/// <summary>What is logged meanwhile, by this and every other office of the process.</summary>
public sealed class ConsoleLines : TextWriter
{
    private readonly TextWriter _before = Console.Out;
    private readonly ConcurrentQueue<string> _written = [];

    public ConsoleLines() => Console.SetOut(this);

    public override Encoding Encoding => _before.Encoding;

    public IReadOnlyList<string> With(string text) =>
        [.. string.Concat(_written).Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        _written.Enqueue(value ?? "");
        _before.Write(value);
    }

    protected override void Dispose(bool disposing)
    {
        Console.SetOut(_before);
        base.Dispose(disposing);
    }
}
