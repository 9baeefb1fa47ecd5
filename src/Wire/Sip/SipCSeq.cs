using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>Value of a CSeq header (RFC 3261 20.16).</summary>
/// <param name="Number">Sequence number. It must stay below 2^31; up to 2^32-1 is read, so that a rule can say so.</param>
/// <param name="Method">Case-sensitive method name.</param>
public sealed record SipCSeq(uint Number, string Method)
{
    /// <summary>Reads <c>number LWS method</c>; false for anything else, a number above 2^32-1 included.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipCSeq? value)
    {
        value = null;
        text = SipSyntax.Trim(text);
        int digits = 0;
        while (digits < text.Length && !SipSyntax.IsWhite(text[digits]))
        {
            digits++;
        }
        if (!SipSyntax.TryNumber(text[..digits], uint.MaxValue, out long number))
        {
            return false;
        }
        var method = text[SipSyntax.SkipWhite(text, digits)..];
        if (!SipSyntax.IsToken(method))
        {
            return false;
        }
        value = new SipCSeq((uint)number, SipMethods.Name(method));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number} {Method}");
}
