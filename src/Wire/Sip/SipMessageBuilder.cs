using System.Globalization;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>
/// Composes a message as a list of raw header lines. A builder from <see cref="SipMessage.Edit"/> starts with the lines as
/// received; a line no method touched is written byte for byte. Names match without case and in either form, compact or long.
/// </summary>
public sealed class SipMessageBuilder
{
    private enum LengthRule
    {
        /// <summary>No Content-Length yet: one is added at the end.</summary>
        Add,

        /// <summary>One came with the message: it follows the body.</summary>
        Follow,

        /// <summary>The caller wrote one, or wants none.</summary>
        Leave,
    }

    private readonly List<SipBuilderLine> _lines = [];
    private readonly ReadOnlyMemory<byte> _untouched;
    private byte[] _startLine;
    private ReadOnlyMemory<byte> _body;
    private LengthRule _length;
    private bool _touched;

    internal SipMessageBuilder(string startLine)
    {
        _startLine = Encoding.UTF8.GetBytes(startLine);
        _touched = true;
    }

    internal SipMessageBuilder(SipMessage message)
    {
        _untouched = message.Bytes;
        _startLine = Encoding.UTF8.GetBytes(message.StartLine);
        _body = message.Body;
        _length = message.ContentLength is null ? LengthRule.Add : LengthRule.Follow;
        foreach (SipField field in message.Fields)
        {
            _lines.Add(SipBuilderLine.FromRaw(field.Raw));
        }
    }

    /// <summary>Appends a header after all others.</summary>
    /// <exception cref="ArgumentException">The name is no token, or the value has a line break that is no fold; see <see cref="Raw"/>.</exception>
    public SipMessageBuilder Add(string name, string value) => Insert(_lines.Count, SipBuilderLine.Compose(name, value));

    /// <summary>Puts a header before the first of its name, or before all others when there is none: a new top Via or Route.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public SipMessageBuilder AddFirst(string name, string value) => Insert(Math.Max(0, Find(name)), SipBuilderLine.Compose(name, value));

    /// <summary>Replaces the first header of that name and drops the others; appends when there is none.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public SipMessageBuilder Set(string name, string value)
    {
        SipBuilderLine line = SipBuilderLine.Compose(name, value);
        int at = Find(name);
        if (at < 0)
        {
            return Insert(_lines.Count, line);
        }
        Remove(name);
        return Insert(at, line);
    }

    /// <summary>Replaces the first value of that name (one value of a comma list) and keeps the rest of its line: the top Via with its received parameter.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public SipMessageBuilder SetFirst(string name, string value)
    {
        int at = Find(name);
        if (at < 0)
        {
            return Add(name, value);
        }
        Touch(_lines[at]);
        _lines[at] = _lines[at].WithFirstValue(value);
        return this;
    }

    /// <summary>Drops every header of that name.</summary>
    public SipMessageBuilder Remove(string name)
    {
        SipHeader known = SipHeaders.Of(name);
        _touched |= _lines.RemoveAll(line => line.IsNamed(known, name)) > 0;
        if (known == SipHeader.ContentLength)
        {
            _length = LengthRule.Add;
        }
        return this;
    }

    /// <summary>Drops the first value of that name (one value of a comma list).</summary>
    public SipMessageBuilder RemoveFirst(string name)
    {
        int at = Find(name);
        if (at < 0)
        {
            return this;
        }
        Touch(_lines[at]);
        if (_lines[at].WithoutFirstValue() is { } rest)
        {
            _lines[at] = rest;
        }
        else
        {
            _lines.RemoveAt(at);
        }
        return this;
    }

    /// <summary>Appends a header line exactly as given, well-formed or not; it should bring its own line end.</summary>
    public SipMessageBuilder Raw(ReadOnlySpan<byte> headerLine) => Insert(_lines.Count, SipBuilderLine.FromRaw(headerLine.ToArray()));

    /// <summary>Replaces the method of the request line. CSeq is left alone.</summary>
    public SipMessageBuilder WithMethod(string method) => ReplaceStartLinePart(0, method);

    /// <summary>Replaces the Request-URI.</summary>
    public SipMessageBuilder WithRequestUri(string requestUri) => ReplaceStartLinePart(1, requestUri);

    /// <summary>Replaces the whole first line, given without its line end, well-formed or not.</summary>
    public SipMessageBuilder WithStartLine(string startLine)
    {
        _startLine = Encoding.UTF8.GetBytes(startLine);
        _touched = true;
        return this;
    }

    /// <summary>Replaces the body, and the Content-Type when given. A Content-Length that came with the message follows; one set in this builder stays.</summary>
    public SipMessageBuilder Body(ReadOnlyMemory<byte> body, string? contentType = null)
    {
        _body = body;
        _touched = true;
        if (_length == LengthRule.Follow && Find("Content-Length") is int at and >= 0)
        {
            _lines[at] = _lines[at].WithFirstValue(Number(body.Length));
        }
        return contentType is null ? this : Set("Content-Type", contentType);
    }

    /// <summary>Drops Content-Length and lets <see cref="Build"/> add none.</summary>
    public SipMessageBuilder WithoutContentLength()
    {
        Remove("Content-Length");
        _length = LengthRule.Leave;
        _touched = true;
        return this;
    }

    /// <summary>The message, with a Content-Length added at the end when it has none. An edit that changed nothing gives the same bytes.</summary>
    /// <exception cref="WireFormatException">The result is no message, or Content-Length is not its body's length; use <see cref="ToBytes"/> to send such a thing.</exception>
    public SipMessage Build() => SipMessage.Parse(ToBytes());

    /// <summary>The bytes of <see cref="Build"/>, unchecked: for provocations.</summary>
    public byte[] ToBytes()
    {
        if (!_touched)
        {
            return _untouched.ToArray();
        }
        var length = _length == LengthRule.Add ? SipBuilderLine.Compose("Content-Length", Number(_body.Length)).Bytes : default;
        var message = new byte[_startLine.Length + 2 + _lines.Sum(line => line.Bytes.Length) + length.Length + 2 + _body.Length];
        Span<byte> rest = message;
        Write(ref rest, _startLine);
        Write(ref rest, "\r\n"u8);
        foreach (SipBuilderLine line in _lines)
        {
            Write(ref rest, line.Bytes.Span);
        }
        Write(ref rest, length.Span);
        Write(ref rest, "\r\n"u8);
        Write(ref rest, _body.Span);
        return message;
    }

    private static void Write(ref Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination);
        destination = destination[bytes.Length..];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private int Find(string name)
    {
        SipHeader known = SipHeaders.Of(name);
        return _lines.FindIndex(line => line.IsNamed(known, name));
    }

    private SipMessageBuilder Insert(int at, SipBuilderLine line)
    {
        Touch(line);
        _lines.Insert(at, line);
        return this;
    }

    private void Touch(SipBuilderLine line)
    {
        _touched = true;
        if (line.Known == SipHeader.ContentLength)
        {
            _length = LengthRule.Leave;
        }
    }

    private SipMessageBuilder ReplaceStartLinePart(int index, string text)
    {
        string[] parts = Encoding.UTF8.GetString(_startLine).Split(' ', 3);
        if (index < parts.Length)
        {
            parts[index] = text;
        }
        return WithStartLine(string.Join(' ', parts));
    }
}
