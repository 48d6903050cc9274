using System.Globalization;

namespace Perch.Callflows;

/// <summary>
/// How many keys a pattern speaks about once its counted loops are written out. Without backtracking, time and memory
/// grow with this number, and loops within loops multiply: <c>((1{9}){9}){9}</c> is short to write and 729 long.
/// </summary>
internal ref struct PatternSize
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private bool _refused;

    private PatternSize(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Null for what no pattern of numbers needs and what would hide its size: inline options, comments.</summary>
    public static long? Of(string pattern)
    {
        var size = new PatternSize(pattern);
        var total = size.Alternatives();
        return size._refused || size._at < pattern.Length ? null : total;
    }

    private long Alternatives()
    {
        long total = 0;

        while (_at < _text.Length && _text[_at] != ')' && !_refused)
        {
            total = Capped(total + (_text[_at] == '|' ? Skip(1) : Atom() * Times()));
        }

        return total;
    }

    private long Atom()
    {
        switch (_text[_at++])
        {
            case '(':
                return Group();
            case '[':
                Class();
                break;
            case '\\':
                _at++;
                break;
        }

        return 1;
    }

    private long Group()
    {
        _at += _text[_at..].StartsWith("?:") ? 2 : 0;

        if (_text[_at..].StartsWith("?") || ++_depth > CallflowLimits.MaxPatternDepth)
        {
            _refused = true;
            return 1;
        }

        var inside = Alternatives();
        _depth--;
        _at++;
        return Math.Max(inside, 1);
    }

    // A bracket that comes first is one of the keys.
    private void Class()
    {
        _at += _text[_at..].StartsWith("^") ? 1 : 0;
        _at += _text[_at..].StartsWith("]") ? 1 : 0;

        while (_at < _text.Length && _text[_at] != ']')
        {
            // A class within a class is subtracted: nobody's keys need it.
            _refused |= _text[_at] == '[';
            _at += _text[_at] == '\\' ? 2 : 1;
        }

        _at++;
    }

    /// <summary>How often the quantifier here repeats what stands before it.</summary>
    private long Times()
    {
        long times = 1;

        if (_at < _text.Length && _text[_at] is '*' or '+')
        {
            times = 2 * Skip(1, 1);
        }
        else if (_at < _text.Length && _text[_at] is '?')
        {
            Skip(1);
        }
        else if (_at < _text.Length && _text[_at] is '{')
        {
            times = Counted();
        }

        _at += _at < _text.Length && _text[_at] is '?' ? 1 : 0;
        return times;
    }

    private long Counted()
    {
        var end = _text[_at..].IndexOf('}');
        var bounds = end < 0 ? default : _text[(_at + 1)..(_at + end)];
        var comma = bounds.IndexOf(',');
        var last = comma >= 0 && comma < bounds.Length - 1 ? bounds[(comma + 1)..] : bounds.TrimEnd(',');

        if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var times))
        {
            // Not a count: the brace is a key like any other, and is read as one next.
            return 1;
        }

        _at += end + 1;
        return Capped(Math.Max(times, 1)) + (bounds.EndsWith(",") ? 1 : 0);
    }

    private long Skip(int characters, long size = 0)
    {
        _at += characters;
        return size;
    }

    // More than is ever allowed stays so, whatever it is multiplied by.
    private static long Capped(long size) => Math.Min(size, int.MaxValue);
}
