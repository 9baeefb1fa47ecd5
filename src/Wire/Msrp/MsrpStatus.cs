using System.Globalization;

namespace Conformance.Wire.Msrp;

/// <summary>The value of a Status header in a REPORT (RFC 4975 7.1.2).</summary>
/// <param name="Namespace">000 says that <paramref name="Code"/> is an MSRP status code; no other one is defined.</param>
/// <param name="Code">The status code, 0 to 999.</param>
/// <param name="Comment">The text after the code, or null.</param>
public readonly record struct MsrpStatus(int Namespace, int Code, string? Comment = null)
{
    /// <summary>Reads three digits, a space, three digits and perhaps a space with a comment.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MsrpStatus status)
    {
        status = default;
        if (text.Length < 7 || text[3] != ' ' || !TryDigits(text[..3], out var @namespace)
            || !TryDigits(text.Slice(4, 3), out var code) || (text.Length > 7 && text[7] != ' '))
        {
            return false;
        }

        status = new MsrpStatus(@namespace, code, text.Length > 7 ? text[8..].ToString() : null);
        return true;
    }

    /// <summary>The value as it goes on the wire.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Namespace:D3} {Code:D3}{(Comment is null ? "" : " " + Comment)}");

    private static bool TryDigits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
