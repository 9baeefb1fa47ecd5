using System.Globalization;

namespace Conformance.Wire.Msrp;

/// <summary>A Byte-Range value (RFC 4975 9): <c>start-end/total</c>, where end and total may be <c>*</c>.</summary>
/// <param name="Start">Position of the first octet of the chunk in the message; the first octet of all is 1.</param>
/// <param name="End">Position of the last octet; null for <c>*</c>, not known yet or open to interruption.</param>
/// <param name="Total">Octets of the whole message; null for <c>*</c>, unknown.</param>
/// <remarks>The numbers are the peer's claims: nothing may be allocated by them.</remarks>
public readonly record struct MsrpByteRange(long Start, long? End, long? Total)
{
    // 18 digits always fit a long, and no message comes near.
    private const int MaxDigits = 18;

    /// <summary>Reads a value; false when it is not of that form or a number has more than 18 digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MsrpByteRange range)
    {
        range = default;
        var dash = text.IndexOf('-');
        var slash = text.IndexOf('/');
        if (dash < 0 || slash < dash
            || !TryNumber(text[..dash], out var start)
            || !TryNumberOrStar(text[(dash + 1)..slash], out var end)
            || !TryNumberOrStar(text[(slash + 1)..], out var total))
        {
            return false;
        }

        range = new MsrpByteRange(start, end, total);
        return true;
    }

    /// <summary>The value as it goes on the wire.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Start}-{OrStar(End)}/{OrStar(Total)}");

    private static string OrStar(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "*";

    private static bool TryNumberOrStar(ReadOnlySpan<char> text, out long? number)
    {
        if (text is "*")
        {
            number = null;
            return true;
        }

        var isNumber = TryNumber(text, out var value);
        number = value;
        return isNumber;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text.Length <= MaxDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
