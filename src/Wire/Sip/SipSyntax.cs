using System.Runtime.CompilerServices;

namespace Conformance.Wire.Sip;

/// <summary>The character sets of RFC 3261 25.1 as one table of flags: SIP texts are short, and a look-up per byte beats setting up a vector search.</summary>
internal static class SipSyntax
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // unreserved = alphanum / mark
    private const string Unreserved = Alphanumeric + "-_.!~*'()";

    [Flags]
    public enum Set : ushort
    {
        /// <summary>token</summary>
        Token = 1,

        /// <summary>unquoted display-name: tokens and white space; bytes beyond ASCII are read too, since stacks write UTF-8 there.</summary>
        DisplayName = 2,

        /// <summary>user = 1*( unreserved / escaped / user-unreserved )</summary>
        User = 4,

        /// <summary>password</summary>
        Password = 8,

        /// <summary>hostname and IPv4address; the underscore is no host character, but names in labs have it.</summary>
        Host = 16,

        /// <summary>IPv6address between its brackets</summary>
        Ipv6 = 32,

        /// <summary>pname, pvalue = 1*paramchar; the equals sign between them and the semicolon before them</summary>
        UriParameters = 64,

        /// <summary>hname, hvalue, and the marks between them</summary>
        UriHeaders = 128,

        /// <summary>absoluteURI after its scheme: reserved / unreserved / escaped, and the brackets and fragment mark of other kinds of URI</summary>
        AbsoluteUri = 256,

        /// <summary>gen-value without quotes, wider than token and host: what stacks write there can be told from what follows.</summary>
        GenericValue = 512,

        /// <summary>scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )</summary>
        Scheme = 1024,

        /// <summary>reserved: an escaped one of these is not the character itself (19.1.4).</summary>
        Reserved = 2048,

        /// <summary>What LWS is made of; a parsed value has CR and LF only in folds.</summary>
        White = 4096,
    }

    private static readonly ushort[] Table = Build(
        (Set.Token, Alphanumeric + "-.!%*_+`'~"),
        (Set.DisplayName, Alphanumeric + "-.!%*_+`'~ \t\r\n"),
        (Set.User, Unreserved + "%&=+$,;?/"),
        (Set.Password, Unreserved + "%&=+$,"),
        (Set.Host, Alphanumeric + "-._"),
        (Set.Ipv6, "0123456789abcdefABCDEF:."),
        (Set.UriParameters, Unreserved + "%[]/:&+$" + "=;"),
        (Set.UriHeaders, Unreserved + "%[]/?:+$" + "=&"),
        (Set.AbsoluteUri, Unreserved + "%;/?:@&=+$,[]#"),
        (Set.GenericValue, Alphanumeric + "-.!%*_+`'~[]:/@&$?()="),
        (Set.Scheme, Alphanumeric + "+-."),
        (Set.Reserved, ";/?:@&=+$,"),
        (Set.White, " \t\r\n"));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(byte b, Set set) => (Table[b] & (ushort)set) != 0;

    public static bool IsWhite(byte b) => Is(b, Set.White);

    public static bool IsLetter(byte b) => (byte)((b | 0x20) - 'a') <= 'z' - 'a';

    public static bool AreAll(ReadOnlySpan<byte> text, Set set) => Skip(text, 0, set) == text.Length;

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && AreAll(text, Set.Token);

    /// <summary>All bytes are in the set, and each percent sign starts an escape.</summary>
    public static bool IsEscapedText(ReadOnlySpan<byte> text, Set set)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Is(text[i], set))
            {
                return false;
            }
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1]) || !char.IsAsciiHexDigit((char)text[i + 2]))
                {
                    return false;
                }
                i += 2;
            }
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

    public static int SkipWhite(ReadOnlySpan<byte> text, int at) => Skip(text, at, Set.White);

    public static int SkipToken(ReadOnlySpan<byte> text, int at) => Skip(text, at, Set.Token);

    /// <summary>Index of the first byte from <paramref name="at"/> on that is not in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Skip(ReadOnlySpan<byte> text, int at, Set set)
    {
        while ((uint)at < (uint)text.Length && Is(text[at], set))
        {
            at++;
        }
        return at;
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

    private static ushort[] Build(params ReadOnlySpan<(Set Set, string Characters)> sets)
    {
        var table = new ushort[256];
        foreach ((Set set, string characters) in sets)
        {
            foreach (char c in characters)
            {
                table[c] |= (ushort)set;
            }
        }
        for (int b = 0x80; b < table.Length; b++)
        {
            table[b] |= (ushort)Set.DisplayName;
        }
        return table;
    }
}
