using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>One header line in a builder: its bytes, and where its name and value stand in them.</summary>
internal sealed class SipBuilderLine
{
    private readonly int _nameLength;
    private readonly int _valueStart;

    private SipBuilderLine(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        ReadOnlySpan<byte> text = bytes.Span;
        _nameLength = SipSyntax.SkipToken(text, 0);
        int colon = text.IndexOf((byte)':');
        _valueStart = colon < 0 ? text.Length : SipSyntax.SkipWhite(text, colon + 1);
        Known = colon < 0 ? SipHeader.Unknown : SipHeaders.Of(text[.._nameLength]);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public SipHeader Known { get; }

    public static SipBuilderLine FromRaw(ReadOnlyMemory<byte> line) => new(line);

    public static SipBuilderLine Compose(string name, string value)
    {
        ThrowIfBroken(name, value);
        return new SipBuilderLine(Encoding.UTF8.GetBytes($"{name}: {value}\r\n"));
    }

    public bool IsNamed(SipHeader known, string name) => known != SipHeader.Unknown
        ? Known == known
        : Encoding.UTF8.GetString(Bytes.Span[.._nameLength]).Equals(name, StringComparison.OrdinalIgnoreCase);

    public SipBuilderLine WithFirstValue(string value)
    {
        ThrowIfBroken("x", value);
        (int start, int end, _) = FirstValue();
        return new SipBuilderLine((byte[])[.. Bytes.Span[..start], .. Encoding.UTF8.GetBytes(value), .. Bytes.Span[end..]]);
    }

    /// <summary>Null when the line has one value only.</summary>
    public SipBuilderLine? WithoutFirstValue()
    {
        (int start, int end, int next) = FirstValue();
        return next <= end ? null : new SipBuilderLine((byte[])[.. Bytes.Span[..start], .. Bytes.Span[next..]]);
    }

    /// <summary>Start and end of the first value, and the start of the one after it (or the end again).</summary>
    private (int Start, int End, int Next) FirstValue()
    {
        ReadOnlySpan<byte> value = SipSyntax.Trim(Bytes.Span[_valueStart..]);
        int whole = _valueStart + value.Length;
        if (!SipHeaders.IsList(Known))
        {
            return (_valueStart, whole, whole);
        }
        var list = new SipCommaList(value);
        return list.MoveNext() && list.Next < value.Length
            ? (_valueStart + list.Start, _valueStart + list.End, _valueStart + list.Next)
            : (_valueStart, whole, whole);
    }

    // A value from outside must not bring its own header lines; only Raw may write those.
    private static void ThrowIfBroken(string name, string value)
    {
        if (!SipSyntax.IsToken(Encoding.UTF8.GetBytes(name)))
        {
            throw new ArgumentException($"'{name}' is no header name.", nameof(name));
        }
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] is not ('\r' or '\n'))
            {
                continue;
            }
            bool fold = value[i] == '\r' && i + 2 < value.Length && value[i + 1] == '\n' && value[i + 2] is ' ' or '\t';
            if (!fold)
            {
                throw new ArgumentException("The value has a line break that is no fold.", nameof(value));
            }
            i += 2;
        }
    }
}
