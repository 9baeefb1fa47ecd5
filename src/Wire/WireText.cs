using System.Globalization;
using System.Text;

namespace Conformance.Wire;

/// <summary>Bytes made visible for people, so that nothing on the wire hides in a report.</summary>
public static class WireText
{
    /// <summary>
    /// Printable ASCII as is; CR, LF, TAB and backslash as <c>\r \n \t \\</c>; any other byte as <c>\xHH</c>.
    /// </summary>
    /// <param name="bytes">What to show.</param>
    /// <param name="max">Longest result in characters before it is cut and an ellipsis added.</param>
    public static string Escape(ReadOnlySpan<byte> bytes, int max = int.MaxValue)
    {
        var text = new StringBuilder(Math.Min(bytes.Length, Math.Clamp(max, 0, 4096)) + 8);
        foreach (byte b in bytes)
        {
            int before = text.Length;
            Append(text, b);
            if (text.Length > max)
            {
                text.Length = before;
                return text.Append('…').ToString();
            }
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, byte b)
    {
        switch (b)
        {
            case (byte)'\r': text.Append("\\r"); break;
            case (byte)'\n': text.Append("\\n"); break;
            case (byte)'\t': text.Append("\\t"); break;
            case (byte)'\\': text.Append("\\\\"); break;
            case >= 0x20 and < 0x7F: text.Append((char)b); break;
            default: text.Append("\\x").Append(b.ToString("X2", CultureInfo.InvariantCulture)); break;
        }
    }
}
