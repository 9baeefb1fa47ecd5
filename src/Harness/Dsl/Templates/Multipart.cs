using System.Buffers;
using System.Text;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>Writes multipart bodies (RFC 2046 5.1) from parts, octets untouched.</summary>
internal static class Multipart
{
    internal static byte[] Write(string boundary, IReadOnlyList<BodyPart> parts)
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

    private static void Text(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
