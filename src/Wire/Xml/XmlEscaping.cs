using System.Buffers;
using System.Text;
using System.Xml;

namespace Conformance.Wire.Xml;

/// <summary>Writes text into XML so that a parser gives back the same characters.</summary>
internal static class XmlEscaping
{
    // White space other than the blank is escaped too: attribute values and line ends are normalised on reading.
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"\t\n\r");

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny(Special);
            var plain = next < 0 ? text : text[..next];
            RefuseUnwritable(plain);
            _ = Encoding.UTF8.GetBytes(plain, output);
            if (next < 0)
            {
                return;
            }

            output.Write(text[next] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' => "&#9;"u8,
                '\n' => "&#10;"u8,
                _ => "&#13;"u8,
            });
            text = text[(next + 1)..];
        }
    }

    private static void RefuseUnwritable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                throw new ArgumentException($"XML 1.0 cannot carry the character U+{(int)text[i]:X4}", nameof(text));
            }
        }
    }
}
