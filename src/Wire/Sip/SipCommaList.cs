namespace Conformance.Wire.Sip;

/// <summary>Walks the values of a comma list; commas in quoted strings and in angle brackets do not count (RFC 3261 7.3.1).</summary>
internal ref struct SipCommaList(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private bool _done = SipSyntax.Trim(text).IsEmpty;

    /// <summary>Start of the current value, outer white space left out.</summary>
    public int Start { get; private set; }

    /// <summary>Index after the current value, outer white space left out.</summary>
    public int End { get; private set; }

    /// <summary>Index of the first byte of the next value, else the length.</summary>
    public int Next { get; private set; }

    public bool MoveNext()
    {
        if (_done)
        {
            return false;
        }
        int comma = FindComma(_at);
        _done = comma == _text.Length;
        Start = SipSyntax.SkipWhite(_text[..comma], _at);
        End = comma;
        while (End > Start && SipSyntax.IsWhite(_text[End - 1]))
        {
            End--;
        }
        _at = _done ? comma : comma + 1;
        Next = SipSyntax.SkipWhite(_text, _at);
        return true;
    }

    private readonly int FindComma(int at)
    {
        if (_text[at..].IndexOf((byte)',') < 0)
        {
            return _text.Length;
        }
        bool inBrackets = false;
        while (at < _text.Length)
        {
            switch (_text[at])
            {
                case (byte)'"' when !inBrackets:
                    int end = SipSyntax.SkipQuoted(_text, at);
                    at = end < 0 ? _text.Length : end;
                    continue;
                case (byte)'<':
                    inBrackets = true;
                    break;
                case (byte)'>':
                    inBrackets = false;
                    break;
                case (byte)',' when !inBrackets:
                    return at;
            }
            at++;
        }
        return at;
    }
}
