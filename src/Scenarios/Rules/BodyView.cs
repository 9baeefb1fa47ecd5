using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>One part of a body, or the whole body of a message that has one part only, with the header fields that describe it.</summary>
internal sealed class BodyView
{
    private static readonly string[] Describing =
        ["Content-Type", "Content-Disposition", "Content-Language", "Content-Encoding", "Content-Transfer-Encoding", "Content-ID"];

    private readonly Func<string, string?> _header;

    private BodyView(ReadOnlyMemory<byte> content, MediaType? type, ContentDisposition? disposition, int? offset, Func<string, string?> header) =>
        (Content, Type, Disposition, Offset, _header) = (content, type, disposition, offset, header);

    public ReadOnlyMemory<byte> Content { get; }

    public MediaType? Type { get; }

    public ContentDisposition? Disposition { get; }

    /// <summary>The S/MIME layer that the part is; null for none.</summary>
    public SmimeLayer? Layer { get; private init; }

    /// <summary>Index of the first octet in the message; null when unknown.</summary>
    public int? Offset { get; }

    /// <summary>A list or history, or what tries to be one: by its disposition, or by its type where it has no disposition.</summary>
    public bool IsList => Disposition is null
        ? Type?.Is("application/resource-lists+xml") == true
        : Disposition.Type.StartsWith("recipient", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts of a message's body, in order.</summary>
    public static IReadOnlyList<BodyView> PartsOf(Observed message)
    {
        if (message.Content is not { } body)
        {
            return [];
        }

        // An envelope around all parts is opened; one around a single payload is itself the payload.
        var content = IsWrapper(body.Innermost.Type) ? body.Innermost : body;
        if (IsWrapper(content.Type) && content.Parts.Count > 0)
        {
            return [.. content.Parts.Select(p => new BodyView(p.Bytes, p.Type, p.Disposition, p.Offset, name => p.Entity?.Value(name)) { Layer = p.Layer })];
        }

        var disposition = message.Sip?.Value(SipHeader.ContentDisposition);
        _ = ContentDisposition.TryParse(disposition, out var parsed);
        return [new BodyView(content.Bytes, content.Type, parsed, content.Offset, name => message.Sip?.Value(name))];
    }

    /// <summary>True for the wrapper of RFC 5365 or what a service wrongly puts in its place.</summary>
    public static bool IsWrapper(MediaType? type) => type?.IsMultipart == true;

    /// <summary>The first describing header field that another part has otherwise; null when they are alike.</summary>
    public (string Name, string? Ours, string? Theirs)? FirstDifference(BodyView other)
    {
        foreach (var name in Describing)
        {
            var (ours, theirs) = (_header(name), other._header(name));
            if (!Alike(name, ours, theirs))
            {
                return (name, ours, theirs);
            }
        }

        return null;
    }

    private static bool Alike(string name, string? one, string? other)
    {
        if (string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return name == "Content-Type"
            && MediaType.TryParse(one, out var a) && MediaType.TryParse(other, out var b)
            && a.Is($"{b.Type}/{b.Subtype}")
            && a.Parameters.Count == b.Parameters.Count
            && a.Parameters.All(p => string.Equals(b.Parameter(p.Name), p.Value, StringComparison.OrdinalIgnoreCase));
    }
}
