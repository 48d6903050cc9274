using System.Security.Cryptography;

namespace Perch.Backup;

/// <summary>
/// Reads what a <see cref="SealingStream"/> wrote to a file. Gives nothing that was not found right, and fails with
/// <see cref="CryptographicException"/> at the first chunk that is not, also at an end that comes too early.
/// </summary>
internal sealed class OpeningStream(FileStream input, ChunkCipher cipher) : Stream
{
    private readonly byte[] _sealed = new byte[ChunkCipher.ChunkBytes + ChunkCipher.TagBytes];
    private readonly byte[] _plain = new byte[ChunkCipher.ChunkBytes];
    private int _held;
    private int _given;
    private bool _wasLast;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_given == _held && !_wasLast)
        {
            Open();
        }

        var now = Math.Min(buffer.Length, _held - _given);
        _plain.AsSpan(_given, now).CopyTo(buffer);
        _given += now;

        return now;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Open()
    {
        var read = input.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);

        if (read < ChunkCipher.TagBytes)
        {
            throw new CryptographicException("The file ends too early.");
        }

        _wasLast = input.Position == input.Length;
        (_held, _given) = (read - ChunkCipher.TagBytes, 0);
        cipher.Open(_sealed.AsSpan(0, read), _wasLast, _plain.AsSpan(0, _held));
    }
}
