using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>Where the three parts of a request line or status line stand (RFC 3261 7.1, 7.2).</summary>
/// <param name="FirstEnd">Index after the method, or after the version of a status line.</param>
/// <param name="SecondEnd">Index after the Request-URI, or after the status code.</param>
/// <param name="End">Index after the version, or after the reason phrase.</param>
/// <param name="Status">0 for a request.</param>
internal readonly record struct SipStartLine(int FirstEnd, int SecondEnd, int End, short Status)
{
    private const byte Space = (byte)' ';

    /// <summary>Reads a line given without its CR LF; <paramref name="fault"/> is the index of the part that does not fit.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out SipStartLine parts, out int fault)
    {
        parts = default;
        fault = 0;
        int first = line.IndexOf(Space);
        if (first <= 0)
        {
            return false;
        }
        return IsVersion(line[..first])
            ? TryReadStatus(line, first, out parts, out fault)
            : TryReadRequest(line, first, out parts, out fault);
    }

    private static bool TryReadRequest(ReadOnlySpan<byte> line, int first, out SipStartLine parts, out int fault)
    {
        parts = default;
        fault = 0;
        if (!SipSyntax.IsToken(line[..first]))
        {
            return false;
        }
        fault = first + 1;
        int uriLength = line[(first + 1)..].IndexOf(Space);
        if (uriLength <= 0 || line.Slice(first + 1, uriLength).IndexOfAnyInRange((byte)0, Space) >= 0)
        {
            return false;
        }
        int second = first + 1 + uriLength;
        fault = second + 1;
        parts = new SipStartLine(first, second, line.Length, 0);
        return IsVersion(line[fault..]);
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> line, int first, out SipStartLine parts, out int fault)
    {
        parts = default;
        fault = first + 1;
        ReadOnlySpan<byte> rest = line[fault..];
        // Status-Code is one of the registered codes or any three digits; below 100 and from 700 on there is no class.
        if (rest.Length < 4 || rest[3] != Space || !SipSyntax.TryNumber(rest[..3], 699, out long code) || code < 100)
        {
            return false;
        }
        parts = new SipStartLine(first, first + 4, line.Length, (short)code);
        return true;
    }

    // SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT; another version than 2.0 is well-formed and gets a 505.
    private static bool IsVersion(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("SIP/2.0"u8))
        {
            return true;
        }
        if (text.Length < 7 || !Ascii.EqualsIgnoreCase(text[..4], "SIP/"u8))
        {
            return false;
        }
        ReadOnlySpan<byte> number = text[4..];
        int dot = number.IndexOf((byte)'.');
        return dot > 0 && dot + 1 < number.Length && AreDigits(number[..dot]) && AreDigits(number[(dot + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
