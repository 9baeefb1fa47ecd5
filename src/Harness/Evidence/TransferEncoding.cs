using System.Buffers.Text;

namespace Conformance.Harness.Evidence;

/// <summary>The transfer encodings of RFC 2045 6 that change octets, undone where a part declares them.</summary>
internal static class TransferEncoding
{
    /// <summary>The octets as they were before encoding; as they stand where no such encoding is declared, or where they are not what is declared.</summary>
    /// <param name="declared">Value of Content-Transfer-Encoding; null for none.</param>
    /// <param name="written">The octets of the part.</param>
    internal static ReadOnlyMemory<byte> Undo(string? declared, ReadOnlyMemory<byte> written) => declared?.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(written.Span) ?? written,
        "quoted-printable" => FromQuotedPrintable(written.Span) ?? written,
        _ => written,
    };

    private static byte[]? FromBase64(ReadOnlySpan<byte> written)
    {
        if (!Base64.IsValid(written, out var length) || length == 0)
        {
            return null;
        }

        Span<byte> dense = written.Length <= 1024 ? stackalloc byte[written.Length] : new byte[written.Length];
        var count = 0;
        foreach (var octet in written)
        {
            if (octet > ' ')
            {
                dense[count++] = octet;
            }
        }

        var decoded = new byte[length];
        return Base64.DecodeFromUtf8(dense[..count], decoded, out _, out var octets) is System.Buffers.OperationStatus.Done ? decoded[..octets] : null;
    }

    /// <summary>RFC 2045 6.7, leniently: blanks before a line end stay.</summary>
    private static byte[]? FromQuotedPrintable(ReadOnlySpan<byte> written)
    {
        var decoded = new List<byte>(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '=')
            {
                decoded.Add(written[i]);
            }
            else if (written[(i + 1)..].StartsWith("\r\n"u8))
            {
                i += 2;
            }
            else if (Utf8Parser.TryParse(written.Slice(i + 1, Math.Min(2, written.Length - i - 1)), out byte octet, out var digits, 'x') && digits == 2)
            {
                decoded.Add(octet);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. decoded];
    }
}
