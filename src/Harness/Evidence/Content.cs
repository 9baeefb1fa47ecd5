using Conformance.Stack.Smime;
using Conformance.Wire;
using Conformance.Wire.Cpim;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;

namespace Conformance.Harness.Evidence;

/// <summary>A body opened: message/cpim, multipart, receipt and list documents inside, each with the place where it stands.</summary>
public sealed class Content
{
    private const int DeepestNesting = 4;

    private Content(MediaType? type, ReadOnlyMemory<byte> bytes, int? offset)
    {
        Type = type;
        Bytes = bytes;
        Offset = offset;
    }

    /// <summary>The media type that the carrier gave.</summary>
    public MediaType? Type { get; }

    /// <summary>The octets.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Index of the first octet in the bytes of the message; null when unknown.</summary>
    public int? Offset { get; }

    /// <summary>MIME header fields of the part; null for a body whose header fields are those of the carrier.</summary>
    public MimeEntity? Entity { get; private init; }

    /// <summary>The message/cpim message, read tolerantly where the strict reading failed; null when it is none.</summary>
    public CpimMessage? Cpim { get; private set; }

    /// <summary>Why the strict reading of RFC 3862 failed; null when it did not, or when this is no message/cpim.</summary>
    public WireError? CpimFault { get; private set; }

    /// <summary>The parts of a multipart body, in order; empty for any other.</summary>
    public IReadOnlyList<Content> Parts { get; private set; } = [];

    /// <summary>Why a multipart body could not be taken apart.</summary>
    public WireError? MultipartFault { get; private set; }

    /// <summary>The receipt inside, as far as it can be read; null when nothing here looks like one.</summary>
    public ReceiptView? Receipt { get; private set; }

    /// <summary>The S/MIME layer that this body or part is; null when it is none.</summary>
    public SmimeLayer? Layer { get; private set; }

    /// <summary>What is inside the S/MIME layer; null when there is none, or when it cannot be opened.</summary>
    public Content? Opened { get; private set; }

    /// <summary>What message/cpim encapsulates, where that is under S/MIME of its own; null for anything else.</summary>
    public Content? Encapsulated { get; private set; }

    /// <summary>What is inside all S/MIME layers; this, when there are none.</summary>
    public Content Innermost => Opened?.Innermost ?? this;

    /// <summary>The S/MIME layers in it, from outside in.</summary>
    public IEnumerable<SmimeLayer> Layers => Layer is null ? Parts.Append(Encapsulated).OfType<Content>().SelectMany(p => p.Layers) : Opened is null ? [Layer] : Opened.Layers.Prepend(Layer);

    /// <summary>True when the octets stand somewhere in it, inside S/MIME layers too.</summary>
    public bool Holds(ReadOnlySpan<byte> octets)
    {
        if (Bytes.Span.IndexOf(octets) >= 0 || Opened?.Holds(octets) == true || Encapsulated?.Holds(octets) == true)
        {
            return true;
        }

        foreach (var part in Parts)
        {
            if (part.Holds(octets))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Disposition of this part.</summary>
    public ContentDisposition? Disposition => Entity?.Disposition;

    /// <summary>The parts that are recipient lists.</summary>
    public IReadOnlyList<ListPart> RecipientLists => field ??= Lists("recipient-list");

    /// <summary>The parts that are recipient histories.</summary>
    public IReadOnlyList<ListPart> Histories => field ??= Lists("recipient-list-history");

    /// <summary>All parts that hold, or claim to hold, a resource-lists document.</summary>
    public IReadOnlyList<ListPart> ListParts { get; private set; } = [];

    /// <summary>The parts that are neither lists nor histories; the body itself when it is no multipart.</summary>
    public IReadOnlyList<Content> Payloads { get; private set; } = [];

    /// <summary>The message/cpim message of this body or of its first part that has one; null for none.</summary>
    public Content? CpimPart => Cpim is not null ? this : Opened?.CpimPart ?? Parts.Select(p => p.CpimPart).FirstOrDefault(p => p is not null);

    /// <summary>True when something in it makes it a candidate for a status receipt.</summary>
    public bool LooksLikeReceipt => Receipt is not null || Parts.Any(p => p.LooksLikeReceipt);

    /// <summary>Opens a body.</summary>
    /// <param name="type">Media type that the carrier gives.</param>
    /// <param name="bytes">The octets.</param>
    /// <param name="offset">Where they stand in the message; null when unknown.</param>
    /// <param name="keys">What opens S/MIME envelopes; null for nothing.</param>
    public static Content Read(MediaType? type, ReadOnlyMemory<byte> bytes, int? offset, CaseKeys? keys = null) => Read(type, bytes, offset, null, 0, keys);

    private static Content Read(MediaType? type, ReadOnlyMemory<byte> bytes, int? offset, MimeEntity? entity, int depth, CaseKeys? keys)
    {
        var content = new Content(type, bytes, offset) { Entity = entity };
        if (depth < DeepestNesting && type is not null)
        {
            if (type.Is("message/cpim"))
            {
                content.ReadCpim(depth, keys);
            }
            else if (SmimeBody.IsProtected(type))
            {
                content.Open(type, depth, keys);
            }
            else if (type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            {
                content.ReadParts(type, depth, keys);
            }
            else
            {
                content.ReadMislabelledReceipt();
            }
        }

        content.Receipt = content.Opened is { } opened ? opened.Receipt : ReceiptView.Find(content);
        content.Payloads = content.Parts.Count == 0 ? [content] : [.. content.Parts.Where(p => !content.ListParts.Any(l => ReferenceEquals(l.Part, p)))];
        return content;
    }

    /// <summary>Whatever is inside counts as if it stood here; what cannot be opened stays closed.</summary>
    private void Open(MediaType type, int depth, CaseKeys? keys)
    {
        Layer = SmimeBody.Open(type, Bytes, keys?.All ?? []);
        if (Layer.Content is { } inside)
        {
            var start = Offset is { } o && Layer.Offset is { } at ? o + at + inside.ContentOffset : (int?)null;
            Opened = Read(inside.ContentType, inside.Content, start, inside, depth + 1, keys);
            ListParts = Opened.ListParts;
        }
    }

    private void ReadCpim(int depth, CaseKeys? keys)
    {
        if (CpimMessage.TryParse(Bytes, CpimReading.Strict, out var cpim, out var fault))
        {
            Cpim = cpim;
        }
        else
        {
            CpimFault = fault;
            Cpim = CpimMessage.TryParse(Bytes, CpimReading.Tolerant, out cpim, out _) ? cpim : null;
        }

        if (Cpim?.Content is { } part && SmimeBody.IsProtected(part.ContentType))
        {
            Encapsulated = Read(part.ContentType, part.Content, Offset + Position(part.Content), part, depth + 1, keys);
        }
    }

    /// <summary>A legal message/cpim with a receipt in it under another name is that with one fault, not a body with five.</summary>
    private void ReadMislabelledReceipt()
    {
        if (Bytes.Span.StartsWith("From:"u8) && CpimMessage.TryParse(Bytes, CpimReading.Strict, out var cpim, out _) && ReceiptView.IsReceiptType(cpim.Content.ContentType))
        {
            Cpim = cpim;
        }
    }

    private void ReadParts(MediaType type, int depth, CaseKeys? keys)
    {
        var boundary = type.Parameter("boundary") ?? "";
        if (!MimeMultipart.TryParse(Bytes, boundary, out var multipart, out var fault))
        {
            MultipartFault = fault;
            return;
        }

        var parts = new List<Content>();
        var lists = new List<ListPart>();
        foreach (var entity in multipart.Parts)
        {
            var start = Offset is { } o ? o + Position(entity.Content) : (int?)null;
            var part = Read(entity.ContentType, entity.Content, start, entity, depth + 1, keys);
            parts.Add(part);
            if (ListPart.From(part) is { } list)
            {
                lists.Add(list);
            }
        }

        Parts = parts;
        ListParts = lists;
    }

    private IReadOnlyList<ListPart> Lists(string disposition) =>
        [.. ListParts.Where(l => string.Equals(l.Part.Disposition?.Type, disposition, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Parts are slices of the body they came from, so their place is a difference of addresses.</summary>
    private int Position(ReadOnlyMemory<byte> slice)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(slice, out var inner)
            && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Bytes, out var outer)
            && ReferenceEquals(inner.Array, outer.Array))
        {
            return inner.Offset - outer.Offset;
        }

        return 0;
    }
}

/// <summary>A part of a multipart body that is a URI list, by its media type or its disposition. It is read on first use: copies of one list are many.</summary>
public sealed class ListPart
{
    private (ResourceLists? Document, WireError? Fault)? _read;
    private ListPart? _same;

    private ListPart(Content part) => Part = part;

    /// <summary>The part.</summary>
    public Content Part { get; }

    /// <summary>The list as written, inside any S/MIME layer.</summary>
    public Content Written => Part.Innermost;

    /// <summary>The document; null when it could not be read.</summary>
    public ResourceLists? Document => Read().Document;

    /// <summary>Why it could not be read; null when it could.</summary>
    public WireError? Fault => Read().Fault;

    /// <summary>From here on, reads the document of another part with the same octets: a thousand copies with a history of a thousand are a million entries.</summary>
    public void ReadLike(ListPart same) => _same = ReferenceEquals(same, this) ? null : same;

    internal static ListPart? From(Content part)
    {
        var disposition = part.Disposition?.Type ?? "";
        var isList = part.Type is { } type && type.Is("application/resource-lists+xml");
        return isList || disposition.StartsWith("recipient", StringComparison.OrdinalIgnoreCase) ? new ListPart(part) : null;
    }

    private (ResourceLists? Document, WireError? Fault) Read() =>
        _same?.Read() ?? (_read ??= ResourceLists.TryRead(Written.Bytes, out var document, out var fault) ? (document, null) : (null, fault));
}
