using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>Reads structured MIME values: tokens, quoted strings and comments (RFC 2045 5.1, RFC 5322 3.2).</summary>
internal ref struct MimeValueReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return _position == _text.Length;
        }
    }

    public bool Take(char expected)
    {
        SkipBlanks();
        if (_position == _text.Length || _text[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    public bool TakeToken(out string token)
    {
        SkipBlanks();
        var rest = _text[_position..];
        var length = rest.IndexOfAnyExcept(MimeSyntax.TokenChars);
        length = length < 0 ? rest.Length : length;
        token = MimeSyntax.Text(rest[..length]);
        _position += length;
        return length > 0;
    }

    /// <summary>Reads <c>*(";" attribute "=" value)</c> to the end of the text; a final bare semicolon is let pass.</summary>
    public bool TakeParameters(out IReadOnlyList<MimeParameter> parameters)
    {
        List<MimeParameter>? found = null;
        parameters = [];
        while (Take(';'))
        {
            if (AtEnd)
            {
                break;
            }

            if (!TakeToken(out var name) || !Take('=') || !TakeValue(out var value))
            {
                return false;
            }

            (found ??= []).Add(new MimeParameter(name, value));
        }

        parameters = found is null ? [] : found;
        return AtEnd;
    }

    private bool TakeValue(out string value)
    {
        SkipBlanks();
        return _position < _text.Length && _text[_position] == '"' ? TakeQuoted(out value) : TakeToken(out value);
    }

    private bool TakeQuoted(out string value)
    {
        var unquoted = new StringBuilder();
        value = "";
        for (_position++; _position < _text.Length; _position++)
        {
            switch (_text[_position])
            {
                case '"':
                    _position++;
                    value = unquoted.ToString();
                    return true;
                case '\\' when _position + 1 < _text.Length:
                    unquoted.Append(_text[++_position]);
                    break;
                case var other:
                    unquoted.Append(other);
                    break;
            }
        }

        return false;
    }

    private void SkipBlanks()
    {
        // A counter instead of recursion: a hostile value may nest comments as deep as it is long.
        var depth = 0;
        var start = _position;
        for (; _position < _text.Length; _position++)
        {
            switch (_text[_position])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case '\\' when depth > 0:
                    _position = Math.Min(_position + 1, _text.Length - 1);
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    break;
                default:
                    if (depth == 0)
                    {
                        return;
                    }

                    break;
            }
        }

        if (depth > 0)
        {
            // A comment that never closes is no comment: leave the parenthesis for the caller to stumble over.
            _position = start;
        }
    }
}
