using System.Text;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Edits of finished octets, for faults that no writer would commit.</summary>
internal static class Octets
{
    public static byte[] Replace(byte[] octets, string old, string @new) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(octets).Replace(old, @new, StringComparison.Ordinal));

    /// <summary>Edits what comes before the first empty line.</summary>
    public static byte[] InFirstBlock(byte[] octets, Func<string, string> edit)
    {
        var text = Encoding.Latin1.GetString(octets);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(end < 0 ? edit(text) : edit(text[..(end + 4)]) + text[(end + 4)..]);
    }
}
