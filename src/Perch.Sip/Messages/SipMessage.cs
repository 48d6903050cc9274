namespace Perch.Sip;

/// <summary>
/// One SIP message, read in place: an index over bytes that somebody else received. Parsing again reuses the index,
/// so a receive loop needs one instance for each buffer. Values are valid until the next <see cref="Parse"/> or until
/// the buffer is reused; <see cref="Detach"/> makes a copy that lasts. Not thread-safe while being parsed.
/// </summary>
public sealed partial class SipMessage
{
    private readonly ushort[] _firstRow = new ushort[HeaderNames.Count];
    private byte[] _buffer = [];
    private HeaderRow[] _rows = new HeaderRow[32];
    private int _rowCount;
    private int _start;
    private int _length;
    private Slice _startLineToken;
    private Slice _startLineRest;
    private Slice _body;
    private Slice _callId;
    private Slice _fromTag;
    private Slice _toTag;
    private Slice _branch;

    public bool IsRequest { get; private set; }

    /// <summary>The request's method; for a response the method in CSeq.</summary>
    public SipMethod Method { get; private set; }

    /// <summary>The method as it stands on the wire, also an unknown one.</summary>
    public ReadOnlySpan<byte> MethodToken => IsRequest ? At(_startLineToken) : CSeqMethodToken;

    public ReadOnlySpan<byte> RequestUri => At(_startLineRest);

    /// <summary>100 to 699; 0 for a request.</summary>
    public int StatusCode { get; private set; }

    /// <summary>1 to 6; 0 for a request.</summary>
    public int StatusClass => StatusCode / 100;

    public ReadOnlySpan<byte> ReasonPhrase => At(_startLineRest);

    public ReadOnlySpan<byte> CallId => At(_callId);

    /// <summary>Empty where there is none (RFC 2543 peers).</summary>
    public ReadOnlySpan<byte> FromTag => At(_fromTag);

    /// <summary>Empty outside a dialog.</summary>
    public ReadOnlySpan<byte> ToTag => At(_toTag);

    /// <summary>The branch of the topmost Via; empty where there is none.</summary>
    public ReadOnlySpan<byte> Branch => At(_branch);

    public uint CSeqNumber { get; private set; }

    public ReadOnlySpan<byte> Body => At(_body);

    /// <summary>Every byte of the message.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _length);

    public int HeaderCount => _rowCount;

    /// <summary>The first value of a header with surrounding white space removed; empty where it is absent.</summary>
    public ReadOnlySpan<byte> this[HeaderId id] => _firstRow[(int)id] is var row and > 0 ? At(_rows[row - 1].Value) : default;

    public bool Has(HeaderId id) => _firstRow[(int)id] > 0;

    /// <summary>The header in the given place, for walking over all of them in order.</summary>
    public HeaderView HeaderAt(int index) => new(_rows[index].Id, At(_rows[index].Name), At(_rows[index].Value));

    /// <summary>All values of a header: repeated rows and comma lists alike, in order (RFC 3261 §7.3.1).</summary>
    public HeaderValues Values(HeaderId id) => new(this, id, _firstRow[(int)id] - 1);

    /// <summary>How many rows of this name there are.</summary>
    public int CountRows(HeaderId id)
    {
        var count = 0;

        for (var row = _firstRow[(int)id] - 1; row >= 0; row = NextRow(id, row + 1))
        {
            count++;
        }

        return count;
    }

    /// <summary>The first header of a name that has no <see cref="HeaderId"/>; empty where it is absent.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        for (var row = 0; row < _rowCount; row++)
        {
            if (_rows[row].Id == HeaderId.Other && Ascii.EqualsIgnoreCase(At(_rows[row].Name), name))
            {
                return At(_rows[row].Value);
            }
        }

        return default;
    }

    /// <summary>A copy with bytes of its own, for whoever keeps the message beyond the receive loop's turn.</summary>
    public SipMessage Detach()
    {
        var copy = new SipMessage { _rows = _rows.AsSpan(0, _rowCount).ToArray() };
        copy._buffer = Bytes.ToArray();
        copy._rowCount = _rowCount;
        copy._length = _length;
        _firstRow.CopyTo(copy._firstRow, 0);
        copy.CopyIndex(this);

        // Rows point into the old buffer; the copy starts at its first byte.
        for (var row = 0; row < _rowCount; row++)
        {
            copy._rows[row] = copy._rows[row].MovedBy(-_start);
        }

        return copy;
    }

    internal int NextRow(HeaderId id, int from)
    {
        for (var row = from; row < _rowCount; row++)
        {
            if (_rows[row].Id == id)
            {
                return row;
            }
        }

        return -1;
    }

    internal ReadOnlySpan<byte> RowValue(int row) => At(_rows[row].Value);

    private void CopyIndex(SipMessage from)
    {
        IsRequest = from.IsRequest;
        Method = from.Method;
        StatusCode = from.StatusCode;
        CSeqNumber = from.CSeqNumber;
        _startLineToken = from._startLineToken.MovedBy(-from._start);
        _startLineRest = from._startLineRest.MovedBy(-from._start);
        _body = from._body.MovedBy(-from._start);
        _callId = from._callId.MovedBy(-from._start);
        _fromTag = from._fromTag.MovedBy(-from._start);
        _toTag = from._toTag.MovedBy(-from._start);
        _branch = from._branch.MovedBy(-from._start);
    }

    private ReadOnlySpan<byte> CSeqMethodToken
    {
        get
        {
            var cseq = this[HeaderId.CSeq];
            var space = cseq.LastIndexOfAny(" \t"u8);

            return space < 0 ? default : cseq[(space + 1)..];
        }
    }

    private ReadOnlySpan<byte> At(Slice slice) => _buffer.AsSpan(slice.Start, slice.Length);

    private Slice SliceOf(ReadOnlySpan<byte> part) =>
        part.IsEmpty
            ? default
            : new((int)System.Runtime.CompilerServices.Unsafe.ByteOffset(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_buffer),
                ref System.Runtime.InteropServices.MemoryMarshal.GetReference(part)), part.Length);

    private readonly record struct Slice(int Start, int Length)
    {
        public Slice MovedBy(int distance) => Length == 0 ? default : new(Start + distance, Length);
    }

    private readonly record struct HeaderRow(HeaderId Id, Slice Name, Slice Value)
    {
        public HeaderRow MovedBy(int distance) => new(Id, Name.MovedBy(distance), Value.MovedBy(distance));
    }
}

/// <summary>One header row of a message, as it stands on the wire.</summary>
public readonly ref struct HeaderView(HeaderId id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    public HeaderId Id => id;

    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Value { get; } = value;
}
