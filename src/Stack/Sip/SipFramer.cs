using System.Buffers.Text;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// Cuts one stream's bytes into messages (RFC 3261 18.3). Bytes once handed to a message are never moved or written again. A peer that sends byte by
/// byte does not make us parse byte by byte: until the end of the headers, and of the body they announce, is there, parsing is put off.
/// </summary>
/// <param name="limits">What a message may measure.</param>
public sealed class SipFramer(WireLimits limits)
{
    private byte[] _buffer = [];
    private int _bufferUsed;
    private ReadOnlyMemory<byte> _unread;
    private int _headerSearchedTo;
    private int _wholeAt;
    private int _suspectAt;

    /// <summary>Bytes that wait for the rest of their message.</summary>
    public ReadOnlyMemory<byte> Unread => _unread;

    /// <summary>Takes octets from the stream; they must not change any more.</summary>
    public void Append(ReadOnlyMemory<byte> bytes)
    {
        if (_unread.IsEmpty)
        {
            _unread = bytes;
            _buffer = [];
            _bufferUsed = 0;
            return;
        }

        if (_buffer.Length - _bufferUsed < bytes.Length)
        {
            // Twice what is needed now: a long message is copied a few times, not once per segment. Where the message says that it ends before, no more than
            // that is needed: the octets of a message are kept as long as the message is.
            var needed = _unread.Length + bytes.Length;
            var larger = new byte[_wholeAt == 0 ? 2 * needed : Math.Clamp(_wholeAt, needed, 2 * needed)];
            _unread.CopyTo(larger);
            (_buffer, _bufferUsed) = (larger, _unread.Length);
        }

        var start = _bufferUsed - _unread.Length;
        bytes.CopyTo(_buffer.AsMemory(_bufferUsed));
        _bufferUsed += bytes.Length;
        _unread = _buffer.AsMemory(start, _bufferUsed - start);
    }

    /// <summary>Takes the next message.</summary>
    /// <param name="message">The message; null where none could be read.</param>
    /// <param name="bytes">Its octets, or all that is left of a stream that is malformed.</param>
    /// <param name="error">Why it could not be read.</param>
    /// <returns><see cref="ReadStatus.Incomplete"/> when more bytes are needed.</returns>
    public ReadStatus TryTake(out SipMessage? message, out ReadOnlyMemory<byte> bytes, out WireError? error)
    {
        (message, bytes, error) = (null, default, null);
        if (_unread.IsEmpty || !IsWorthParsing(_unread.Span))
        {
            return ReadStatus.Incomplete;
        }

        var status = SipMessage.TryParse(_unread, SipFraming.Stream, out message, out var consumed, out error, limits);
        bytes = status == ReadStatus.Malformed ? _unread : _unread[..consumed];
        _unread = _unread[bytes.Length..];
        if (status == ReadStatus.Complete || bytes.Length > 0)
        {
            (_headerSearchedTo, _wholeAt, _suspectAt) = (0, 0, 0);
        }

        return status;
    }

    private bool IsWorthParsing(ReadOnlySpan<byte> unread)
    {
        if (_wholeAt == 0)
        {
            var from = Math.Max(_headerSearchedTo - 3, 0);
            var found = unread[from..].IndexOf("\r\n\r\n"u8);
            _headerSearchedTo = unread.Length;
            _wholeAt = found < 0 ? 0 : from + found + 4 + AnnouncedLength(unread[..(from + found)]);
        }

        if (_wholeAt > 0 && unread.Length >= _wholeAt)
        {
            return true;
        }

        // Not whole, but what is there may already be wrong or too much: look each time it has doubled.
        if (unread.Length < _suspectAt)
        {
            return false;
        }

        _suspectAt = 2 * unread.Length;
        return true;
    }

    // What the parser will want; where it would want something else, the answer may be anything that is not negative.
    private static int AnnouncedLength(ReadOnlySpan<byte> headers)
    {
        foreach (var line in headers.Split("\r\n"u8))
        {
            var text = headers[line];
            var colon = text.IndexOf((byte)':');
            if (colon > 0
                && SipHeaders.Of(text[..colon].TrimEnd(" \t"u8)) == SipHeader.ContentLength
                && Utf8Parser.TryParse(text[(colon + 1)..].TrimStart(" \t"u8), out int length, out _))
            {
                return Math.Clamp(length, 0, int.MaxValue / 4);
            }
        }

        return 0;
    }
}
