using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Sip;

/// <summary>Reads Content-Type. The few values that nearly every message has are read once and shared, since they never change.</summary>
internal static class SipBodyTypes
{
    private static readonly (byte[] Text, MediaType Type)[] Shared =
        [.. new[] { "message/cpim", "text/plain", "application/sdp", "message/imdn+xml", "text/plain;charset=UTF-8" }
            .Select(text => (Encoding.ASCII.GetBytes(text), MediaType.Parse(text)))];

    public static MediaType? Read(ReadOnlySpan<byte> value)
    {
        foreach ((byte[] text, MediaType type) in Shared)
        {
            if (value.SequenceEqual(text))
            {
                return type;
            }
        }
        return !value.IsEmpty && MediaType.TryParse(SipText.Unfold(value), out MediaType? read) ? read : null;
    }
}
