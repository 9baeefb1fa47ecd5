using System.Globalization;
using System.Text;

namespace Conformance.Wire.Cpim;

/// <summary>The escapes of RFC 3862 2.3.1 and the Token of its grammar.</summary>
public static class CpimText
{
    /// <summary>Whether the text is a Token (RFC 3862 3.6), as a Message-ID has to be.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => CpimSyntax.IsToken(text);

    /// <summary>Escapes what a sender must escape: the backslash and the controls U+0000 to U+001F and U+007F.</summary>
    /// <param name="text">Text for display.</param>
    /// <param name="quote">The delimiter the text will stand between, which is escaped as well; null for none.</param>
    public static string Escape(string text, char? quote = null)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                _ when c == quote => escaped.Append('\\').Append(c),
                < ' ' or '\x7f' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Undoes escapes the way a receiver should: an unknown one stands for its character, a lone last backslash for nothing.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
            }
            else if (++i < text.Length)
            {
                plain.Append(Unescaped(text, ref i));
            }
        }

        return plain.ToString();
    }

    private static char Unescaped(string text, ref int i)
    {
        if (text[i] == 'u' && i + 4 < text.Length
            && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            i += 4;
            return (char)code;
        }

        return text[i] switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            var other => other,
        };
    }
}
