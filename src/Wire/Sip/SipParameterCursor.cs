using System.Runtime.CompilerServices;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>
/// Walks <c>;name=value;name</c> without allocating. Header parameters may have white space around their marks and quoted
/// values; URI parameters (and, with <c>&amp;</c> between them, URI headers) may not.
/// </summary>
internal ref struct SipParameterCursor(ReadOnlySpan<byte> text, bool header, byte separator = (byte)';')
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The text is no parameter list from <see cref="Start"/> on.</summary>
    public bool Failed { get; private set; }

    /// <summary>Index of the separator before the current parameter.</summary>
    public int Start { get; private set; }

    /// <summary>Index after the current parameter.</summary>
    public readonly int End => _at;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool HasValue { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        int at = header ? SipSyntax.SkipWhite(_text, _at) : _at;
        Start = at;
        if ((uint)at >= (uint)_text.Length)
        {
            return false;
        }
        if (_text[at] != separator)
        {
            return Fail();
        }
        at = Skip(at + 1);
        int end = header ? SipSyntax.SkipToken(_text, at) : PlainEnd(at, (byte)'=');
        if (end == at)
        {
            return Fail();
        }
        Name = _text[at..end];
        _at = end;
        at = Skip(end);
        HasValue = at < _text.Length && _text[at] == '=';
        Value = default;
        return !HasValue || ReadValue(Skip(at + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadValue(int at)
    {
        int end;
        if (header && at < _text.Length && _text[at] == '"')
        {
            end = SipSyntax.SkipQuoted(_text, at);
            if (end < 0)
            {
                return Fail();
            }
        }
        else
        {
            // What cannot be in a header's value ends it, and is then no separator either.
            end = header ? SipSyntax.Skip(_text, at, SipSyntax.Set.GenericValue) : PlainEnd(at, separator);
        }
        Value = _text[at..end];
        _at = end;
        return true;
    }

    private readonly int PlainEnd(int at, byte mark)
    {
        while ((uint)at < (uint)_text.Length && _text[at] != mark && _text[at] != separator)
        {
            at++;
        }
        return at;
    }

    private readonly int Skip(int at) => header ? SipSyntax.SkipWhite(_text, at) : at;

    private bool Fail()
    {
        Failed = true;
        return false;
    }

    /// <summary>The first parameter of that name, which is ASCII; false when there is none.</summary>
    public static bool Find(ref SipParameterCursor cursor, scoped ReadOnlySpan<byte> name)
    {
        while (cursor.MoveNext())
        {
            if (Ascii.EqualsIgnoreCase(cursor.Name, name))
            {
                return true;
            }
        }
        return false;
    }
}
