using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Mime;

/// <summary>
/// A multipart body cut at its delimiters (RFC 2046 5.1.1). A part that is itself a multipart is read by parsing its
/// content again with the boundary of its own Content-Type.
/// </summary>
public sealed class MimeMultipart
{
    internal MimeMultipart(ReadOnlyMemory<byte> bytes, Range preamble, IReadOnlyList<MimeEntity> parts, IReadOnlyList<int> offsets, int epilogue)
    {
        Bytes = bytes;
        Preamble = bytes[preamble];
        Parts = parts;
        PartOffsets = offsets;
        Epilogue = bytes[epilogue..];
    }

    /// <summary>The whole body as received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What stands before the first delimiter, without the line break that belongs to the delimiter.</summary>
    public ReadOnlyMemory<byte> Preamble { get; }

    /// <summary>The parts in order. The line break before a delimiter is not part of them.</summary>
    public IReadOnlyList<MimeEntity> Parts { get; }

    /// <summary>Where each part starts within <see cref="Bytes"/>.</summary>
    public IReadOnlyList<int> PartOffsets { get; }

    /// <summary>What stands after the close delimiter and its line break, if it has one.</summary>
    public ReadOnlyMemory<byte> Epilogue { get; }

    /// <summary>Reads a body whose end is known.</summary>
    /// <remarks>
    /// A delimiter fills its line: two hyphens, the boundary, for the last one two hyphens more, then blanks. A line that
    /// merely begins like a delimiter is content, so <c>b1</c> and <c>b12</c> can be nested in each other.
    /// A body without a delimiter, or without the closing one, is malformed.
    /// </remarks>
    /// <param name="body">The multipart body.</param>
    /// <param name="boundary">The boundary parameter of the Content-Type, unquoted; 1 to 70 octets.</param>
    /// <param name="multipart">The parts when the body is well-formed.</param>
    /// <param name="error">Why and where it is malformed.</param>
    /// <param name="limits">Part and header limits; <see cref="WireLimits.Default"/> when null.</param>
    /// <param name="lineEnds">Line ends to accept around delimiters and in header blocks.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> body,
        string boundary,
        [NotNullWhen(true)] out MimeMultipart? multipart,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null,
        LineEnds lineEnds = LineEnds.Crlf)
    {
        multipart = null;
        var bytes = body.Span;
        var cutter = new MultipartCutter(boundary, lineEnds);
        if (boundary.Length == 0 || !cutter.TryNext(bytes, 0, out var delimiter))
        {
            error = Missing(bytes, 0, 0, boundary, $"no line is the delimiter '--{boundary}'");
            return false;
        }

        var preamble = ..delimiter.Start;
        var parts = new List<MimeEntity>();
        var offsets = new List<int>();
        while (!delimiter.IsClose)
        {
            var start = delimiter.Next;
            if (!cutter.TryNext(bytes, start, out delimiter))
            {
                error = Missing(bytes, start, bytes.Length, boundary, $"the body ends without '--{boundary}--'");
                return false;
            }

            if (!TryPart(body[start..Math.Max(start, delimiter.Start)], start, out var part, out error, limits, lineEnds))
            {
                return false;
            }

            parts.Add(part);
            offsets.Add(start);
            if (parts.Count > (limits ?? WireLimits.Default).Parts)
            {
                error = WireError.At(WireReason.Limit, bytes, start, "more parts than the limit allows");
                return false;
            }
        }

        multipart = new MimeMultipart(body, preamble, parts, offsets, delimiter.Next);
        error = null;
        return true;
    }

    /// <summary>Reads the multipart that an entity says it is.</summary>
    /// <inheritdoc cref="TryParse(ReadOnlyMemory{byte}, string, out MimeMultipart?, out WireError?, WireLimits?, LineEnds)"/>
    public static bool TryParse(
        ReadOnlyMemory<byte> body,
        MediaType type,
        [NotNullWhen(true)] out MimeMultipart? multipart,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null,
        LineEnds lineEnds = LineEnds.Crlf)
    {
        if (type.IsMultipart && type.Boundary is { } boundary)
        {
            return TryParse(body, boundary, out multipart, out error, limits, lineEnds);
        }

        multipart = null;
        error = WireError.At(WireReason.Boundary, body.Span, 0, $"'{type.Text}' names no boundary for this body");
        return false;
    }

    /// <summary>Reads a body that is known to be well-formed.</summary>
    /// <exception cref="WireFormatException">The body is malformed.</exception>
    public static MimeMultipart Parse(ReadOnlyMemory<byte> body, string boundary) =>
        TryParse(body, boundary, out var multipart, out var error) ? multipart : throw new WireFormatException(error);

    /// <summary>Writes a body with these parts and neither preamble nor epilogue.</summary>
    /// <exception cref="ArgumentException">The boundary is not one (RFC 2046 5.1.1), or occurs in a part.</exception>
    public static byte[] Write(string boundary, IEnumerable<MimeEntity> parts)
    {
        var builder = Build(boundary);
        foreach (var part in parts)
        {
            builder.Part(part);
        }

        return builder.ToBytes();
    }

    /// <inheritdoc cref="Write(string, IEnumerable{MimeEntity})"/>
    public static byte[] Write(string boundary, params MimeEntity[] parts) => Write(boundary, parts.AsEnumerable());

    /// <summary>Starts a body of one's own.</summary>
    public static MimeMultipartBuilder Build(string boundary) => new(boundary);

    /// <summary>Says that no further delimiter is there, or that there is one whose line ends are wrong.</summary>
    private static WireError Missing(ReadOnlySpan<byte> bytes, int from, int offset, string boundary, string detail) =>
        boundary.Length > 0 && new MultipartCutter(boundary, LineEnds.CrlfOrLf).TryNext(bytes, from, out var delimiter)
            ? WireError.At(WireReason.LineEnd, bytes, delimiter.Start, "CR LF must stand before and after a delimiter")
            : WireError.At(WireReason.Boundary, bytes, offset, detail);

    private static bool TryPart(
        ReadOnlyMemory<byte> bytes, int offset, [NotNullWhen(true)] out MimeEntity? part, [NotNullWhen(false)] out WireError? error,
        WireLimits? limits, LineEnds lineEnds)
    {
        var isPart = MimeEntity.TryParse(bytes, out part, out error, limits, lineEnds);
        error = error is null ? null : error with { Offset = error.Offset + offset };
        return isPart;
    }
}
