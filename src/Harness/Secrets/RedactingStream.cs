namespace Conformance.Harness.Secrets;

/// <summary>A stream for writing that hides secrets, also those that two writes share. What it holds back goes out when it is disposed; the stream below stays open.</summary>
public sealed class RedactingStream : Stream
{
    // Large enough that the part which is held back each time, the length of a secret, does not matter.
    private const int Window = 1 << 16;

    private readonly Stream _below;
    private readonly Redaction _redaction;
    private readonly MemoryStream _held = new();

    /// <summary>Wraps a stream.</summary>
    public RedactingStream(Stream below, Redaction redaction)
    {
        _below = below;
        _redaction = redaction;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _held.Write(buffer);
        if (_held.Length > Window + _redaction.Longest)
        {
            Release(_redaction.Longest);
        }
    }

    /// <summary>Does nothing: what could be the beginning of a secret must not go out yet.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release(0);
            _below.Flush();
        }

        base.Dispose(disposing);
    }

    private void Release(int kept)
    {
        var held = _held.GetBuffer().AsSpan(0, (int)_held.Length);
        _redaction.Apply(held);
        var gone = held.Length - kept;
        _below.Write(held[..gone]);
        held[gone..].CopyTo(held);
        _held.SetLength(kept);
        _held.Position = kept;
    }
}
