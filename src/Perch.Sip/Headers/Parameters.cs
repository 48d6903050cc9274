namespace Perch.Sip;

/// <summary>Parameters such as <c>;tag=4711;lr</c>, read on demand. Names compare in any case.</summary>
public readonly ref struct Parameters(ReadOnlySpan<byte> text)
{
    /// <summary>As they stand, beginning with a semicolon, or empty.</summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    public bool Has(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <summary>The value with its quotes removed; empty for a parameter without a value.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var parameter in this)
        {
            if (Ascii.EqualsIgnoreCase(parameter.Name, name))
            {
                value = parameter.Value;
                return true;
            }
        }

        value = default;

        return false;
    }

    public Enumerator GetEnumerator() => new(Text);

    /// <summary>One parameter.</summary>
    public readonly ref struct Parameter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;
    }

    /// <summary>Walks over the parameters in order.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> _rest = text;

        public Parameter Current { get; private set; }

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var text = _rest[0] == ';' ? _rest[1..] : _rest;
                var end = CommaList.IndexOfOutside(text, (byte)';');
                var part = Ascii.Trim(end < 0 ? text : text[..end]);
                _rest = end < 0 ? default : text[end..];

                if (!part.IsEmpty)
                {
                    Current = Read(part);
                    return true;
                }
            }

            return false;
        }

        private static Parameter Read(ReadOnlySpan<byte> part)
        {
            var equals = part.IndexOf((byte)'=');

            if (equals < 0)
            {
                return new(part, default);
            }

            var value = Ascii.Trim(part[(equals + 1)..]);

            if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
            {
                value = value[1..^1];
            }

            return new(Ascii.Trim(part[..equals]), value);
        }
    }
}
