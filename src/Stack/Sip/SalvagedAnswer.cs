using System.Text;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// A 400 to a request that cannot be parsed, made of the lines of it that can be recognised: without Via, From, To, Call-ID and CSeq nobody could
/// match it, so then there is none.
/// </summary>
internal static class SalvagedAnswer
{
    // Far more than the headers of an honest request; what follows is not searched.
    private const int Searched = 8 * 1024;

    private static readonly SipHeader[] s_needed = [SipHeader.Via, SipHeader.From, SipHeader.To, SipHeader.CallId, SipHeader.CSeq];

    public static byte[]? To(ReadOnlyMemory<byte> request, WireError error)
    {
        var text = Encoding.Latin1.GetString(request.Span[..Math.Min(request.Length, Searched)]).TrimStart('\r', '\n');
        var lines = text.Split('\n');
        if (text.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ACK ", StringComparison.Ordinal))
        {
            return null;
        }

        var answer = new StringBuilder("SIP/2.0 400 Bad Request (").Append(error.Reason).Append(" at byte ").Append(error.Offset).Append(")\r\n");
        var found = new HashSet<SipHeader>();
        foreach (var line in lines.Skip(1).Select(line => line.TrimEnd('\r')).TakeWhile(line => line.Length > 0))
        {
            var colon = line.IndexOf(':');
            var header = colon > 0 ? SipHeaders.Of(line[..colon].TrimEnd()) : SipHeader.Unknown;
            if (s_needed.Contains(header) && (found.Add(header) || header == SipHeader.Via))
            {
                answer.Append(line).Append("\r\n");
            }
        }

        return found.Count == s_needed.Length ? Encoding.Latin1.GetBytes(answer.Append("Content-Length: 0\r\n\r\n").ToString()) : null;
    }
}
