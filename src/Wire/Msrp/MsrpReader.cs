namespace Conformance.Wire.Msrp;

/// <summary>
/// Cuts a byte stream into MSRP messages. It buffers no more than one message's limits allow beyond the octets just
/// appended, and once the stream is malformed it stays so, since MSRP has no way to find the next message.
/// </summary>
public sealed class MsrpReader(WireLimits? limits = null)
{
    private readonly WireLimits _limits = limits ?? WireLimits.Default;
    private MsrpParser? _parser;
    private WireError? _error;
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>Octets that were appended and not yet read as a message.</summary>
    public int Buffered => _end - _start;

    /// <summary>Takes octets from the stream.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_error is not null)
        {
            return;
        }

        if (_buffer.Length - _end < bytes.Length)
        {
            var buffered = _buffer.AsSpan(_start, Buffered);
            var target = _buffer.Length - Buffered >= bytes.Length && _start > _buffer.Length / 2
                ? _buffer
                : new byte[Math.Max(Buffered + bytes.Length, Math.Min(_buffer.Length * 2L, Array.MaxLength))];
            buffered.CopyTo(target);
            (_buffer, _end, _start) = (target, Buffered, 0);
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes the next message out of the buffer; it owns its octets. Call until the answer is not complete.</summary>
    /// <param name="message">The message when complete.</param>
    /// <param name="error">Why the stream is malformed; the offset counts from the start of the broken message.</param>
    public ReadStatus TryRead(out MsrpMessage? message, out WireError? error)
    {
        message = null;
        error = _error;
        if (error is not null)
        {
            return ReadStatus.Malformed;
        }

        if (Buffered == 0)
        {
            return ReadStatus.Incomplete;
        }

        _parser ??= new MsrpParser(_limits);
        var status = _parser.Advance(_buffer.AsSpan(_start, Buffered), out error);
        if (status == ReadStatus.Complete)
        {
            message = _parser.ToMessage(_buffer.AsSpan(_start, _parser.Consumed).ToArray());
            _start += _parser.Consumed;
            _parser = null;
        }

        _error = error;
        return status;
    }
}
