using System.Buffers;

namespace Conformance.Wire.Sip;

/// <summary>The character sets of RFC 3261 25.1, one line each, and the small readers over them.</summary>
internal static class SipSyntax
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // unreserved = alphanum / mark
    private const string Unreserved = Alphanumeric + "-_.!~*'()";

    /// <summary>token</summary>
    public static readonly SearchValues<byte> Token = Set(Alphanumeric + "-.!%*_+`'~");

    /// <summary>unquoted display-name: tokens and white space; UTF-8 beyond ASCII is read too, since stacks write it.</summary>
    public static readonly SearchValues<byte> DisplayName = SearchValues.Create([.. Bytes(Alphanumeric + "-.!%*_+`'~ \t\r\n"), .. UpperHalf()]);

    /// <summary>user = 1*( unreserved / escaped / user-unreserved )</summary>
    public static readonly SearchValues<byte> User = Set(Unreserved + "%&=+$,;?/");

    /// <summary>password</summary>
    public static readonly SearchValues<byte> Password = Set(Unreserved + "%&=+$,");

    /// <summary>hostname and IPv4address; the underscore is no host character, but names in labs have it.</summary>
    public static readonly SearchValues<byte> Host = Set(Alphanumeric + "-._");

    /// <summary>IPv6address between its brackets</summary>
    public static readonly SearchValues<byte> Ipv6 = Set("0123456789abcdefABCDEF:.");

    /// <summary>pname, pvalue = 1*paramchar; the equals sign between them and the semicolon before them</summary>
    public static readonly SearchValues<byte> UriParameters = Set(Unreserved + "%[]/:&+$" + "=;");

    /// <summary>hname, hvalue, and the marks between them</summary>
    public static readonly SearchValues<byte> UriHeaders = Set(Unreserved + "%[]/?:+$" + "=&");

    /// <summary>absoluteURI after its scheme: reserved / unreserved / escaped, and the fragment mark of other kinds of URI</summary>
    public static readonly SearchValues<byte> AbsoluteUri = Set(Unreserved + "%;/?:@&=+$,[]#");

    /// <summary>gen-value without quotes: token or host, IPv6 with or without brackets</summary>
    public static readonly SearchValues<byte> GenericValue = Set(Alphanumeric + "-.!%*_+`'~[]:/@&$?()=" );

    /// <summary>scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )</summary>
    public static readonly SearchValues<byte> Scheme = Set(Alphanumeric + "+-.");

    /// <summary>reserved: an escaped one of these is not the character itself (19.1.4)</summary>
    public static readonly SearchValues<byte> Reserved = Set(";/?:@&=+$,");

    public static bool IsWhite(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    public static bool IsLetter(byte b) => (byte)((b | 0x20) - 'a') <= 'z' - 'a';

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExcept(Token) < 0;

    /// <summary>All bytes are in the set, and each percent sign starts an escape.</summary>
    public static bool IsEscapedText(ReadOnlySpan<byte> text, SearchValues<byte> set)
    {
        if (text.IndexOfAnyExcept(set) >= 0)
        {
            return false;
        }
        for (int at = text.IndexOf((byte)'%'); at >= 0;)
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[at + 1]) || !char.IsAsciiHexDigit((char)text[at + 2]))
            {
                return false;
            }
            int next = text[(at + 3)..].IndexOf((byte)'%');
            at = next < 0 ? -1 : at + 3 + next;
        }
        return true;
    }

    /// <summary>Without white space and folding at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = SkipWhite(text, 0);
        int end = text.Length;
        while (end > start && IsWhite(text[end - 1]))
        {
            end--;
        }
        return text[start..end];
    }

    public static int SkipWhite(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsWhite(text[at]))
        {
            at++;
        }
        return at;
    }

    public static int SkipToken(ReadOnlySpan<byte> text, int at)
    {
        int length = text[at..].IndexOfAnyExcept(Token);
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>Index after the closing quote of the string whose opening quote is at <paramref name="at"/>; -1 when it does not close.</summary>
    public static int SkipQuoted(ReadOnlySpan<byte> text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return at + 1;
            }
            if (text[at] == '\\')
            {
                at++;
            }
        }
        return -1;
    }

    /// <summary>A decimal number that fills the text, no sign; false above <paramref name="max"/>.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, long max, out long value)
    {
        value = 0;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
            {
                return false;
            }
            value = (value * 10) + digit;
            if (value > max)
            {
                return false;
            }
        }
        return !text.IsEmpty;
    }

    private static SearchValues<byte> Set(string characters) => SearchValues.Create(Bytes(characters));

    private static byte[] Bytes(string characters) => System.Text.Encoding.ASCII.GetBytes(characters);

    private static byte[] UpperHalf() => [.. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)];
}
