using System.Diagnostics.CodeAnalysis;
using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Cpim;

/// <summary>
/// A message/cpim entity (RFC 3862): CPIM headers, an empty line and a MIME entity, over the octets they were read from.
/// Opening one records where things are; text and content are made when asked for.
/// </summary>
public sealed class CpimMessage
{
    /// <summary>The namespace of the headers of RFC 3862 and of the receipts draft. The last colon belongs to it.</summary>
    public const string CoreNamespace = "urn:ietf:params:cpim-headers:";

    private readonly int _entityOffset;
    private readonly bool _declaresNamespaces;
    private CpimHeader[]? _headers;
    private MimeEntity? _content;

    internal CpimMessage(ReadOnlyMemory<byte> bytes, in CpimLayout layout, FieldSlot[] slots)
    {
        Bytes = bytes;
        Slots = slots;
        HeadersOffset = layout.HeadersOffset;
        Liberties = layout.Liberties;
        _entityOffset = layout.EntityOffset;
        _declaresNamespaces = layout.DeclaresNamespaces;
    }

    /// <summary>The whole entity as received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What had to be forgiven; always none after a strict reading.</summary>
    public CpimLiberties Liberties { get; }

    /// <summary>Where the CPIM headers start: 0, or after the headers of the carrier when the entity repeats those.</summary>
    public int HeadersOffset { get; }

    /// <summary>The CPIM headers in order of appearance.</summary>
    public IReadOnlyList<CpimHeader> Headers => _headers ??= [.. Enumerable.Range(0, Slots.Length).Select(i => new CpimHeader(this, i))];

    /// <summary>The encapsulated MIME entity. Its octets run to the end of <see cref="Bytes"/>.</summary>
    public MimeEntity Content => _content ??= CpimParser.ReadContent(Bytes[_entityOffset..]);

    /// <summary>Where <see cref="Content"/> starts within <see cref="Bytes"/>.</summary>
    public int ContentOffset => _entityOffset;

    /// <summary>The Message-ID of the receipts draft, or null.</summary>
    public string? MessageId => Header("Message-ID")?.Value;

    /// <summary>The value of the first Receipt-Request, perhaps empty; null when there is no such header.</summary>
    public string? ReceiptRequest => Header("Receipt-Request")?.Value;

    /// <summary>The words of all Receipt-Request headers in order, blanks around the commas taken off.</summary>
    public IReadOnlyList<string> ReceiptRequests
    {
        get
        {
            List<string>? words = null;
            foreach (var header in HeadersNamed("Receipt-Request"))
            {
                (words ??= []).AddRange(header.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }

            return words is null ? [] : words;
        }
    }

    /// <summary>The first From; null when it is absent or no address.</summary>
    public CpimAddress? From => CpimAddress.TryParse(Header("From")?.Value, out var address) ? address : null;

    /// <summary>The To headers that are addresses, in order.</summary>
    public IReadOnlyList<CpimAddress> To => Addresses("To");

    /// <summary>The cc headers that are addresses, in order.</summary>
    public IReadOnlyList<CpimAddress> Cc => Addresses("cc");

    internal FieldSlot[] Slots { get; }

    /// <summary>The first header of that name in a namespace. Names are case-sensitive (RFC 3862 2.2); prefixes do not matter.</summary>
    public CpimHeader? Header(string name, string @namespace = CoreNamespace)
    {
        for (var i = 0; i < Slots.Length; i++)
        {
            if (IsNamed(i, name, @namespace))
            {
                return new CpimHeader(this, i);
            }
        }

        return null;
    }

    /// <summary>All headers of that name in a namespace, in order.</summary>
    public IEnumerable<CpimHeader> HeadersNamed(string name, string @namespace = CoreNamespace)
    {
        for (var i = 0; i < Slots.Length; i++)
        {
            if (IsNamed(i, name, @namespace))
            {
                yield return new CpimHeader(this, i);
            }
        }
    }

    /// <summary>Reads an entity whose end the carrier has given.</summary>
    /// <param name="bytes">The body of the SIP or MSRP message, or of a MIME part.</param>
    /// <param name="reading">Whether faults that leave the meaning clear are errors.</param>
    /// <param name="message">The message when it can be read.</param>
    /// <param name="error">The first fault.</param>
    /// <param name="limits">Header limits; <see cref="WireLimits.Default"/> when null.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        CpimReading reading,
        [NotNullWhen(true)] out CpimMessage? message,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null)
    {
        var parser = new CpimParser(bytes.Span, reading, limits ?? WireLimits.Default, stackalloc FieldSlot[SlotBuffer.Usual]);
        error = parser.Parse(out var layout);
        message = error is null ? new CpimMessage(bytes, layout, parser.ToSlots()) : null;
        return message is not null && error is null;
    }

    /// <summary>Reads, strictly, an entity that is known to be well-formed.</summary>
    /// <exception cref="WireFormatException">It is not.</exception>
    public static CpimMessage Parse(ReadOnlyMemory<byte> bytes) =>
        TryParse(bytes, CpimReading.Strict, out var message, out var error) ? message : throw new WireFormatException(error);

    /// <summary>Starts a message of one's own.</summary>
    public static CpimMessageBuilder Build() => new();

    /// <summary>Starts a message from this one: untouched headers and the content keep their octets.</summary>
    public CpimMessageBuilder Edit()
    {
        var builder = new CpimMessageBuilder();
        foreach (var header in Headers)
        {
            builder.Raw(header.Raw.Span);
        }

        var headersEnd = Slots.Length == 0 ? HeadersOffset : Slots[^1].End;
        return builder.Framed(Bytes[..HeadersOffset], Bytes[headersEnd.._entityOffset]).Content(Content);
    }

    /// <summary>The namespace in force for a header; see <see cref="CpimHeader.Namespace"/>.</summary>
    internal string? NamespaceOf(int index) =>
        TryNamespace(index, out var uri) ? Encoding.UTF8.GetString(uri) : null;

    private bool TryNamespace(int index, out ReadOnlySpan<byte> uri)
    {
        var name = NameOf(index);
        var dot = name.IndexOf((byte)'.');
        if (dot < 0 && !_declaresNamespaces)
        {
            uri = CpimNamespaces.Core;
            return true;
        }

        return CpimNamespaces.TryResolve(Bytes.Span, Slots.AsSpan(0, index), dot < 0 ? [] : name[..dot], out uri);
    }

    private ReadOnlySpan<byte> NameOf(int index) => Bytes.Span.Slice(Slots[index].Offset, Slots[index].NameLength);

    private bool IsNamed(int index, string name, string @namespace)
    {
        var spelt = NameOf(index);
        return spelt.Length >= name.Length
            && Ascii.Equals(spelt[(spelt.IndexOf((byte)'.') + 1)..], name)
            && TryNamespace(index, out var uri)
            && Ascii.Equals(uri, @namespace);
    }

    private IReadOnlyList<CpimAddress> Addresses(string name)
    {
        var addresses = new List<CpimAddress>();
        foreach (var header in HeadersNamed(name))
        {
            if (CpimAddress.TryParse(header.Value, out var address))
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }
}
