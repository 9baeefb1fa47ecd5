using System.Xml;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Receipts;

/// <summary>One pass over a document that yields both the receipt and the defects that can be told by name.</summary>
internal sealed class ReceiptParser : XmlPass
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly string[] Order = ["message-id", "recipient-uri", "type", "status", "note"];

    private readonly List<ReceiptDefect> defects = [];
    private readonly List<ReceiptElement> elements = [];
    private readonly List<ReceiptNote> notes = [];
    private readonly HashSet<string> seen = [];
    private (string Namespace, string Name)? root;
    private int rootOffset;
    private int rank;
    private bool hasText;

    private ReceiptParser(ReadOnlyMemory<byte> bytes, WireLimits limits)
        : base(bytes, limits)
    {
    }

    /// <summary>Null when nothing can be read; <see cref="XmlPass.Error"/> then says why.</summary>
    public StatusReceipt? Receipt { get; private set; }

    public IReadOnlyList<ReceiptDefect> Defects => defects;

    public static ReceiptParser Parse(ReadOnlyMemory<byte> bytes, WireLimits limits)
    {
        var parser = new ReceiptParser(bytes, limits);
        parser.Run();
        if (parser.Error is null)
        {
            parser.Finish();
        }

        return parser;
    }

    protected override void Begin(XmlProlog prolog)
    {
        if (!prolog.IsUtf8)
        {
            Defect(ReceiptDefectKind.BadEncoding, 0, $"the encoding is {prolog.ByteOrderMark ?? prolog.Encoding}, not UTF-8");
        }

        if (!prolog.IsVersion10)
        {
            Defect(ReceiptDefectKind.BadVersion, 0, $"XML version {prolog.Version}, not 1.0");
        }
    }

    protected override void Step(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.Element && root is null)
        {
            Root(reader);
        }
        else if (reader.NodeType == XmlNodeType.Element)
        {
            Child(reader);
        }
        else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && !hasText && !XmlLexical.IsBlank(reader.Value))
        {
            hasText = true;
            Defect(ReceiptDefectKind.UnexpectedText, rootOffset, "text directly in the document element");
        }
    }

    private void Root(XmlReader reader)
    {
        root = (reader.NamespaceURI, reader.LocalName);
        rootOffset = At(reader).Offset;
        if (reader.LocalName != "status-receipt")
        {
            Defect(ReceiptDefectKind.WrongRoot, rootOffset, $"the document element is '{reader.LocalName}', not 'status-receipt'");
        }

        if (reader.NamespaceURI.Length == 0)
        {
            Defect(ReceiptDefectKind.NoNamespace, rootOffset, $"the document element is in no namespace, not in {StatusReceipt.Namespace}");
        }
        else if (reader.NamespaceURI != StatusReceipt.Namespace)
        {
            Defect(ReceiptDefectKind.WrongNamespace, rootOffset, $"the document element is in namespace {reader.NamespaceURI}, not in {StatusReceipt.Namespace}");
        }

        _ = Attributes(reader, rootOffset, admitsLang: false, admitsForeign: true);
    }

    private void Child(XmlReader reader)
    {
        var (offset, length) = At(reader);
        var (uri, name) = (reader.NamespaceURI, reader.LocalName);
        var ours = uri == StatusReceipt.Namespace || uri == root?.Namespace;
        var place = Array.IndexOf(Order, name);
        if (ours || uri.Length == 0)
        {
            Place(name, place, offset);
            if (uri.Length == 0 && root?.Namespace.Length > 0)
            {
                Defect(ReceiptDefectKind.NoNamespace, offset, $"'{name}' is in no namespace");
            }
        }
        else
        {
            rank = Order.Length;
        }

        var known = (ours || uri.Length == 0) && place >= 0;
        var language = known ? Attributes(reader, offset, admitsLang: name == "note", admitsForeign: name == "note") : null;
        var text = Content(reader, known ? inside => Defect(ReceiptDefectKind.NestedElement, offset, $"'{inside}' in '{name}'") : _ => { });
        if (known && name == "note")
        {
            notes.Add(new ReceiptNote(text, language));
        }

        elements.Add(new ReceiptElement(uri, name, text, offset, length));
    }

    private void Place(string name, int place, int offset)
    {
        if (place < 0)
        {
            Defect(ReceiptDefectKind.UnknownElement, offset, $"the draft defines no element '{name}'");
        }
        else if (name != "note" && !seen.Add(name))
        {
            Defect(ReceiptDefectKind.DuplicateElement, offset, $"a second '{name}'");
        }
        else if (place < rank)
        {
            Defect(ReceiptDefectKind.WrongOrder, offset, $"'{name}' after '{(rank == Order.Length ? "an element of another namespace" : Order[rank])}'");
        }

        rank = Math.Max(rank, place);
    }

    private void Finish()
    {
        var (uri, name) = root ?? ("", "");
        var id = Trimmed("message-id");
        var type = Trimmed("type");
        var status = Trimmed("status");
        Receipt = new StatusReceipt
        {
            MessageId = id,
            RecipientUri = Trimmed("recipient-uri"),
            Type = type,
            Status = status,
            Notes = notes,
            RootName = name,
            RootNamespace = uri,
            Elements = elements,
        };
        Require("message-id", id, ReceiptDefectKind.EmptyMessageId);
        Require("type", type, ReceiptDefectKind.EmptyElement);
        Require("status", status, ReceiptDefectKind.EmptyElement);
        if (type is { Length: > 0 } && !IsNameToken(type))
        {
            Defect(ReceiptDefectKind.BadType, OffsetOf("type"), $"type '{type}' is no name token");
        }

        if (status is { Length: > 0 } && Receipt.StatusCode is not (>= 200 and < 700))
        {
            var kind = Receipt.StatusCode is null ? ReceiptDefectKind.BadStatus : ReceiptDefectKind.StatusOutOfRange;
            Defect(kind, OffsetOf("status"), $"status '{status}' is no number from 200 to 699");
        }
    }

    private void Require(string name, string? value, ReceiptDefectKind whenEmpty)
    {
        if (value is null)
        {
            Defect(ReceiptDefectKind.MissingElement, rootOffset, $"no '{name}'");
        }
        else if (value.Length == 0)
        {
            Defect(whenEmpty, OffsetOf(name), $"'{name}' is empty");
        }
    }

    private ReceiptElement? First(string name) => elements.Find(e => e.Name == name && IsOurs(e));

    private bool IsOurs(ReceiptElement element) => element.Namespace == StatusReceipt.Namespace || element.Namespace == root?.Namespace || element.Namespace.Length == 0;

    private string? Trimmed(string name) => First(name) is { } element ? XmlLexical.Trim(element.Text) : null;

    private int OffsetOf(string name) => First(name)?.Offset ?? rootOffset;

    private static bool IsNameToken(string text)
    {
        try
        {
            return XmlConvert.VerifyNMTOKEN(text).Length > 0;
        }
        catch (XmlException)
        {
            // The platform offers this test as an exception only.
            return false;
        }
    }

    /// <summary>Judges the attributes and returns the language they name; <c>lang</c> wins over <c>xml:lang</c>.</summary>
    private string? Attributes(XmlReader reader, int offset, bool admitsLang, bool admitsForeign)
    {
        string? language = null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var uri = reader.NamespaceURI;
            if (uri == XmlnsNamespace || (uri == InstanceNamespace && reader.LocalName is "schemaLocation" or "noNamespaceSchemaLocation"))
            {
                continue;
            }

            if (admitsLang && uri.Length == 0 && reader.LocalName == "lang")
            {
                language = reader.Value;
                if (!XmlLexical.IsLanguage(language))
                {
                    Defect(ReceiptDefectKind.BadLanguage, offset, $"lang=\"{language}\" is no language tag");
                }
            }
            else if (!admitsForeign || uri.Length == 0 || uri == StatusReceipt.Namespace)
            {
                Defect(ReceiptDefectKind.UnexpectedAttribute, offset, $"no attribute {reader.Name} belongs there");
            }
            else if (uri == XmlNamespace && reader.LocalName == "lang")
            {
                language ??= reader.Value;
            }
        }

        _ = reader.MoveToElement();
        return language;
    }

    protected override void Refuse(WireError error) =>
        defects.Add(new ReceiptDefect(
            error.Reason switch
            {
                WireReason.Limit => ReceiptDefectKind.OverLimit,
                WireReason.Encoding => ReceiptDefectKind.BadEncoding,
                WireReason.XmlDocumentType => ReceiptDefectKind.DocumentType,
                _ => ReceiptDefectKind.NotWellFormed,
            },
            error.Offset,
            error.Message));

    private void Defect(ReceiptDefectKind kind, int offset, string message) => defects.Add(new ReceiptDefect(kind, offset, message));
}
