using System.Text;

namespace Conformance.Wire.Xml;

/// <summary>What the first bytes of a document say about version and encoding, read without believing them.</summary>
/// <param name="Version">The version of the XML declaration; null without one.</param>
/// <param name="Encoding">The encoding of the XML declaration; null where none is named.</param>
/// <param name="ByteOrderMark">Name of the encoding whose byte order mark leads the document; null without a mark.</param>
internal sealed record XmlProlog(string? Version, string? Encoding, string? ByteOrderMark)
{
    /// <summary>Far more than any honest declaration takes.</summary>
    private const int DeclarationBytes = 256;

    /// <summary>Whether the document claims to be UTF-8, which it also does by claiming nothing.</summary>
    public bool IsUtf8 => ByteOrderMark is null or "UTF-8" && (Encoding is null || Encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the document claims XML 1.0, which it also does by claiming nothing.</summary>
    public bool IsVersion10 => Version is null or "1.0";

    public static XmlProlog Of(ReadOnlySpan<byte> document)
    {
        var mark = document switch
        {
            [0xEF, 0xBB, 0xBF, ..] => "UTF-8",
            [0xFE, 0xFF, ..] => "UTF-16BE",
            [0xFF, 0xFE, ..] => "UTF-16LE",
            // Without a mark, but wide: the first character of any document is '<' or a blank.
            [0, _, ..] => "UTF-16BE",
            [_, 0, ..] => "UTF-16LE",
            _ => null,
        };
        var text = Encoder(mark).GetString(document[..Math.Min(document.Length, DeclarationBytes)]).TrimStart('\uFEFF');
        var end = text.StartsWith("<?xml ", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) : -1;
        var declaration = end < 0 ? "" : text[5..end];
        return new XmlProlog(Pseudo(declaration, "version"), Pseudo(declaration, "encoding"), mark);
    }

    private static Encoding Encoder(string? mark) => mark switch
    {
        "UTF-16BE" => System.Text.Encoding.BigEndianUnicode,
        "UTF-16LE" => System.Text.Encoding.Unicode,
        _ => System.Text.Encoding.UTF8,
    };

    private static string? Pseudo(string declaration, string name)
    {
        var at = declaration.IndexOf(" " + name, StringComparison.Ordinal);
        var rest = at < 0 ? "" : declaration[(at + 1 + name.Length)..].TrimStart();
        rest = rest.StartsWith('=') ? rest[1..].TrimStart() : "";
        var close = rest.Length > 1 && rest[0] is '"' or '\'' ? rest.IndexOf(rest[0], 1) : -1;
        return close < 0 ? null : rest[1..close];
    }
}
