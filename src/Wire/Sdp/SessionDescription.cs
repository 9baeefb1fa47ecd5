using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Sdp;

/// <summary>
/// A session description (RFC 4566) as its lines over the octets they were read from. Only the form of the lines is
/// checked, not which must be there or in what order.
/// </summary>
public sealed class SessionDescription
{
    private SessionDescription(ReadOnlyMemory<byte> bytes, IReadOnlyList<SdpLine> lines)
    {
        Bytes = bytes;
        Lines = lines;
        var sections = Sections(lines);
        SessionLines = sections[0];
        Media = [.. sections.Skip(1).Select(section => new MsrpMedia(this, section))];
    }

    /// <summary>The description as received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>All lines in order.</summary>
    public IReadOnlyList<SdpLine> Lines { get; }

    /// <summary>The lines before the first m= line.</summary>
    public IReadOnlyList<SdpLine> SessionLines { get; }

    /// <summary>The m= sections in order.</summary>
    public IReadOnlyList<MsrpMedia> Media { get; }

    /// <summary>The first section that is a message stream over MSRP, rejected or not; null when there is none.</summary>
    public MsrpMedia? Msrp => Media.FirstOrDefault(media => media.IsMsrp);

    /// <summary>The o= line; null when it is absent or broken.</summary>
    public SdpOrigin? Origin => SdpOrigin.TryParse(Value('o'), out var origin) ? origin : null;

    /// <summary>The address of the session's own c= line, or null.</summary>
    public string? ConnectionAddress => AddressIn(SessionLines);

    /// <summary>The value of the first session line of a type, or null.</summary>
    public string? Value(char type)
    {
        foreach (var line in SessionLines)
        {
            if (line.Type == type)
            {
                return line.Value;
            }
        }

        return null;
    }

    /// <summary>The value of the first such attribute of the session; empty for a flag, null when absent.</summary>
    public string? Attribute(string name) => AttributeIn(SessionLines, name);

    /// <summary>Reads a description. Lines may end in CRLF or, as RFC 4566 5 asks of readers, in LF.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="description">The description when every line has the form letter, equals sign, value.</param>
    /// <param name="error">Where a line has not.</param>
    /// <param name="limits">Size limits; <see cref="WireLimits.Default"/> when null. One line counts as one header field.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out SessionDescription? description,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null)
    {
        description = null;
        limits ??= WireLimits.Default;
        var span = bytes.Span;
        var lines = new List<SdpLine>();
        for (var position = 0; position < span.Length;)
        {
            if (position > limits.HeaderBytes || lines.Count == limits.Fields)
            {
                error = WireError.At(WireReason.Limit, span, position);
                return false;
            }

            if (!Mime.Lines.TryTake(span, position, LineEnds.CrlfOrLf, out var line, out error))
            {
                return false;
            }

            if (line.Length < 2 || !char.IsAsciiLetterLower((char)span[position]) || span[position + 1] != '=')
            {
                error = WireError.At(WireReason.SessionDescription, span, position, "expected a lower-case letter and an equals sign");
                return false;
            }

            lines.Add(new SdpLine(bytes, position, line.End, line.Next));
            position = line.Next;
        }

        error = lines.Count == 0 ? WireError.At(WireReason.Empty, span, 0) : null;
        description = error is null ? new SessionDescription(bytes, lines) : null;
        return description is not null && error is null;
    }

    /// <summary>Reads a description that is known to be well-formed.</summary>
    /// <exception cref="WireFormatException">It is not.</exception>
    public static SessionDescription Parse(ReadOnlyMemory<byte> bytes) =>
        TryParse(bytes, out var description, out var error) ? description : throw new WireFormatException(error);

    /// <summary>Starts a description of one's own.</summary>
    public static SessionDescriptionBuilder Build() => new();

    internal static string? AttributeIn(IReadOnlyList<SdpLine> lines, string name)
    {
        foreach (var line in lines)
        {
            if (line.Type != 'a' || !line.Value.StartsWith(name, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = line.Value[name.Length..];
            if (rest.Length == 0 || rest[0] == ':')
            {
                return rest.Length == 0 ? "" : rest[1..].Trim(' ');
            }
        }

        return null;
    }

    internal static string? AddressIn(IReadOnlyList<SdpLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Type == 'c' && line.Value.Split(' ') is ["IN", _, var address])
            {
                return address;
            }
        }

        return null;
    }

    private static List<IReadOnlyList<SdpLine>> Sections(IReadOnlyList<SdpLine> lines)
    {
        var section = new List<SdpLine>();
        var sections = new List<IReadOnlyList<SdpLine>> { section };
        foreach (var line in lines)
        {
            if (line.Type == 'm')
            {
                sections.Add(section = []);
            }

            section.Add(line);
        }

        return sections;
    }
}
