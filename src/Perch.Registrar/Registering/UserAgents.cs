using System.Text;

namespace Perch.Registrar;

/// <summary>User-Agent texts, one string for all phones of a kind. Bounded; thread-safe.</summary>
internal sealed class UserAgents
{
    private const int MaxLength = 128;
    private const int MaxKept = 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = [];

    /// <summary>The text, cut to a length that fits a table.</summary>
    public string Find(ReadOnlySpan<byte> header)
    {
        Span<char> text = stackalloc char[MaxLength];
        header = header[..Math.Min(header.Length, MaxLength)];
        text = text[..Encoding.UTF8.GetChars(header, text)];

        lock (_gate)
        {
            if (_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
            {
                return known;
            }

            var made = text.ToString();

            if (_known.Count < MaxKept)
            {
                _known.Add(made);
            }

            return made;
        }
    }
}
