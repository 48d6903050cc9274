namespace Perch.Backup;

/// <summary>What is written into it goes on in sealed chunks. Without <see cref="Complete"/> nobody can open them.</summary>
internal sealed class SealingStream(Stream output, ChunkCipher cipher) : Stream
{
    private readonly byte[] _plain = new byte[ChunkCipher.ChunkBytes];
    private readonly byte[] _sealed = new byte[ChunkCipher.ChunkBytes + ChunkCipher.TagBytes];
    private int _held;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => Send(last: true);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // Only when more comes: the last chunk is sealed as the last.
            if (_held == _plain.Length)
            {
                Send(last: false);
            }

            var now = Math.Min(buffer.Length, _plain.Length - _held);
            buffer[..now].CopyTo(_plain.AsSpan(_held));
            _held += now;
            buffer = buffer[now..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // A chunk is sealed when it is full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Send(bool last)
    {
        cipher.Seal(_plain.AsSpan(0, _held), last, _sealed);
        output.Write(_sealed, 0, _held + ChunkCipher.TagBytes);
        _held = 0;
    }
}
