using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Mime;

/// <summary>
/// A MIME entity: header fields, an empty line and content, as found in a body part or inside message/cpim.
/// It keeps the octets it was read from; the end of the content is the end of those octets, whatever a
/// Content-Length field inside the entity may claim.
/// </summary>
public sealed class MimeEntity
{
    private readonly FieldTable _table;
    private MimeField[]? _fields;
    private MediaType? _contentType;
    private ContentDisposition? _disposition;

    internal MimeEntity(ReadOnlyMemory<byte> bytes, FieldSlot[] slots, int contentOffset)
    {
        _table = new FieldTable(bytes, slots);
        ContentOffset = contentOffset;
    }

    /// <summary>The whole entity as received.</summary>
    public ReadOnlyMemory<byte> Bytes => _table.Source;

    /// <summary>Where the content starts within <see cref="Bytes"/>, just after the empty line.</summary>
    public int ContentOffset { get; }

    /// <summary>The content, still in its transfer encoding.</summary>
    public ReadOnlyMemory<byte> Content => Bytes[ContentOffset..];

    /// <summary>The fields in order of appearance.</summary>
    public IReadOnlyList<MimeField> Fields => _fields ??= _table.ToFields();

    /// <summary>The parsed Content-Type; null when there is none or it is no media type.</summary>
    public MediaType? ContentType =>
        _contentType ?? (MediaType.TryParse(Value("Content-Type"), out _contentType) ? _contentType : null);

    /// <summary>The parsed Content-Disposition; null when there is none or it cannot be read.</summary>
    public ContentDisposition? Disposition =>
        _disposition ?? (ContentDisposition.TryParse(Value("Content-Disposition"), out _disposition) ? _disposition : null);

    /// <summary>The Content-Transfer-Encoding as spelt, or null, which means <c>7bit</c> (RFC 2045 6.1).</summary>
    public string? TransferEncoding => Value("Content-Transfer-Encoding");

    /// <summary>Whether a field of that name is there; case is ignored.</summary>
    public bool Has(string name) => _table.IndexOf(name) >= 0;

    /// <summary>The unfolded value of the first field of that name (case ignored), or null.</summary>
    public string? Value(string name) => _table.Value(name);

    /// <summary>Reads an entity. Input without any line is an entity without fields and content.</summary>
    /// <param name="bytes">The entity, bounded by whatever carries it.</param>
    /// <param name="entity">The entity when the header block is well-formed.</param>
    /// <param name="error">Why and where the header block is malformed.</param>
    /// <param name="limits">Header limits; <see cref="WireLimits.Default"/> when null.</param>
    /// <param name="lineEnds">Line ends to accept in the header block; content is never looked at.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out MimeEntity? entity,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null,
        LineEnds lineEnds = LineEnds.Crlf)
    {
        var slots = new SlotBuffer(stackalloc FieldSlot[SlotBuffer.UsualInPart]);
        error = MimeFieldScanner.Scan(bytes.Span, 0, lineEnds, limits ?? WireLimits.Default, ref slots, out var contentOffset);
        entity = error is null ? new MimeEntity(bytes, slots.ToArray(), contentOffset) : null;
        return entity is not null && error is null;
    }

    /// <summary>Reads an entity that is known to be well-formed.</summary>
    /// <exception cref="WireFormatException">The header block is malformed.</exception>
    public static MimeEntity Parse(ReadOnlyMemory<byte> bytes) =>
        TryParse(bytes, out var entity, out var error) ? entity : throw new WireFormatException(error);

    /// <summary>Starts an entity of one's own.</summary>
    public static MimeEntityBuilder Build() => new();

    /// <summary>Starts an entity from this one: untouched fields keep their octets.</summary>
    public MimeEntityBuilder Edit()
    {
        var builder = new MimeEntityBuilder();
        foreach (var field in Fields)
        {
            builder.RawHeader(field.Raw);
        }

        var fieldsEnd = Fields.Count == 0 ? 0 : Fields[^1].Offset + Fields[^1].Length;
        return builder.Separated(Bytes[fieldsEnd..ContentOffset]).Content(Content);
    }
}
