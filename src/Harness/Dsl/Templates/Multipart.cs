using System.Buffers;
using System.Text;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>Writes multipart bodies (RFC 2046 5.1) from parts, octets untouched.</summary>
public static class Multipart
{
    /// <summary>A multipart body of these parts, without its header fields.</summary>
    public static byte[] Write(string boundary, IReadOnlyList<BodyPart> parts)
    {
        var output = new ArrayBufferWriter<byte>(1024 + parts.Sum(p => p.Content.Length));
        foreach (var part in parts)
        {
            Text(output, $"--{boundary}\r\n");
            foreach (var header in part.Headers)
            {
                Text(output, header + "\r\n");
            }

            Text(output, "\r\n");
            output.Write(part.Content.Span);
            Text(output, "\r\n");
        }

        Text(output, $"--{boundary}--\r\n");
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The Content-Type of a multipart/mixed with a boundary.</summary>
    public static string Mixed(string boundary) => $"multipart/mixed;boundary=\"{boundary}\"";

    /// <summary>The body of RFC 5365 6: a multipart/mixed of the payload and the lists.</summary>
    internal static (string Type, ReadOnlyMemory<byte> Body) InOneLine(IReadOnlyList<BodyPart> payload, IReadOnlyList<BodyPart> lists, string boundary) =>
        (Mixed(boundary), Write(boundary, [.. payload, .. lists]));

    private static void Text(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
