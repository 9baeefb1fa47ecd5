using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>Quoted strings and folding (RFC 3261 25.1, 7.3.1).</summary>
public static class SipText
{
    /// <summary>Takes quotes and backslash escapes off a quoted string; any other text comes back as it is.</summary>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }
        ReadOnlySpan<char> inner = text.AsSpan(1, text.Length - 2);
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }
        var plain = new StringBuilder(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length)
            {
                i++;
            }
            plain.Append(inner[i]);
        }
        return plain.ToString();
    }

    /// <summary>A quoted string, with backslashes before quotes and backslashes.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>UTF-8 as text, each fold as one space; bytes that are not UTF-8 show as U+FFFD.</summary>
    internal static string Unfold(ReadOnlySpan<byte> value)
    {
        if (value.IndexOf((byte)'\r') < 0)
        {
            return Text(value);
        }
        var text = new byte[value.Length];
        int length = 0;
        for (int i = 0; i < value.Length;)
        {
            if (value[i] is (byte)'\r' or (byte)'\n')
            {
                // RFC 3261 25.1: the fold with the white space around it stands for one space.
                while (length > 0 && text[length - 1] is (byte)' ' or (byte)'\t')
                {
                    length--;
                }
                i = SipSyntax.SkipWhite(value, i);
                text[length++] = (byte)' ';
            }
            else
            {
                text[length++] = value[i++];
            }
        }
        return Text(text.AsSpan(0, length));
    }

    // Nearly all of it is ASCII, which Latin-1 widens in one pass.
    private static string Text(ReadOnlySpan<byte> value) =>
        Ascii.IsValid(value) ? Encoding.Latin1.GetString(value) : Encoding.UTF8.GetString(value);
}
