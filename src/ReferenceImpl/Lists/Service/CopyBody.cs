using System.Text;
using Conformance.Stack;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>The body of a copy with the header fields that describe it. Built once, shared by all copies that look alike.</summary>
internal sealed record CopyBody(IReadOnlyList<(string Name, string Value)> Headers, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether a field of that name describes the body.</summary>
    public bool Says(string name) => Headers.Any(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The parts as one body: a single part becomes the body itself (RFC 5365 7.3), its octets untouched and its fields those of the message.
    /// </summary>
    public static CopyBody Of(IReadOnlyList<MimeEntity> parts, IdSource ids)
    {
        switch (parts)
        {
            case []:
                return new CopyBody([], default);
            case [var only]:
                var fields = only.Fields.Select(field => (field.Name, field.Value)).Where(field => !IsFraming(field.Name));
                return new CopyBody([.. only.ContentType is null ? [("Content-Type", "text/plain")] : (ReadOnlySpan<(string, string)>)[], .. fields], only.Content);
            default:
                return Mixed(parts, ids);
        }
    }

    /// <summary>The parts in a multipart/mixed, be it a single one.</summary>
    public static CopyBody Mixed(IReadOnlyList<MimeEntity> parts, IdSource ids)
    {
        var boundary = Unused(parts, ids);
        return new CopyBody([("Content-Type", $"multipart/mixed;boundary=\"{boundary}\"")], MimeMultipart.Write(boundary, parts));
    }

    // The part's length is the message's business now.
    private static bool IsFraming(string name) => SipHeaders.Of(name) == SipHeader.ContentLength;

    private static string Unused(IReadOnlyList<MimeEntity> parts, IdSource ids)
    {
        string boundary;
        do
        {
            boundary = ids.Boundary();
        }
        while (parts.Any(part => part.Bytes.Span.IndexOf(Encoding.ASCII.GetBytes(boundary)) >= 0));
        return boundary;
    }
}
