using System.Text;
using System.Xml;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Lists;

/// <summary>One pass over a document that yields both the tree and the defects. No recursion, linear in the bytes.</summary>
internal sealed class ListParser
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly WireLimits limits;
    private readonly XmlOffsets offsets;
    private readonly List<ListDefect> defects = [];
    private readonly Stack<ListFrame> open = new();
    private readonly Action<ListDefectKind, int, string> report;
    private int elements;

    private ListParser(ReadOnlyMemory<byte> bytes, WireLimits limits)
    {
        this.bytes = bytes;
        this.limits = limits;
        offsets = new XmlOffsets(bytes);
        report = Defect;
    }

    /// <summary>Null when nothing can be read; <see cref="Error"/> then says why.</summary>
    public ResourceLists? Document { get; private set; }

    public WireError? Error { get; private set; }

    public IReadOnlyList<ListDefect> Defects => defects;

    public static ListParser Parse(ReadOnlyMemory<byte> bytes, WireLimits limits)
    {
        var parser = new ListParser(bytes, limits);
        parser.Run();
        return parser;
    }

    private void Run()
    {
        if (XmlInput.Refuse(bytes.Span, limits) is { } refused)
        {
            Fail(refused);
            return;
        }

        var prolog = XmlProlog.Of(bytes.Span);
        if (!prolog.IsUtf8)
        {
            Defect(ListDefectKind.BadEncoding, 0, $"the encoding is {prolog.ByteOrderMark ?? prolog.Encoding}, not UTF-8");
        }

        if (!prolog.IsVersion10)
        {
            Defect(ListDefectKind.BadVersion, 0, $"XML version {prolog.Version}, not 1.0");
        }

        try
        {
            using var reader = XmlInput.Open(bytes, limits);
            while (Advance(reader))
            {
                Step(reader);
            }
        }
        catch (XmlException fault)
        {
            Fail(XmlInput.Explain(fault, bytes));
        }

        if (Error is not null)
        {
            Document = null;
        }
    }

    /// <summary>The next node, unless the document is over or a limit is.</summary>
    private bool Advance(XmlReader reader)
    {
        if (Error is { Reason: WireReason.Limit } || !reader.Read())
        {
            return false;
        }

        if (reader.NodeType != XmlNodeType.Element)
        {
            return true;
        }

        var over = reader.Depth >= limits.XmlDepth ? $"elements nested deeper than {limits.XmlDepth}"
            : ++elements > limits.XmlElements ? $"more than {limits.XmlElements} elements"
            : null;
        if (over is not null)
        {
            Fail(WireError.At(WireReason.Limit, bytes.Span, At(reader).Offset, over));
        }

        return over is null;
    }

    private void Step(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when open.Count == 0:
                Root(reader);
                break;
            case XmlNodeType.Element:
                Child(reader, open.Peek());
                break;
            case XmlNodeType.EndElement:
                End();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when open.TryPeek(out var frame):
                Text(reader, frame);
                break;
        }
    }

    private void Root(XmlReader reader)
    {
        var (offset, length) = At(reader);
        ListDefectKind? fault = reader.LocalName != "resource-lists" ? ListDefectKind.WrongRoot
            : reader.NamespaceURI == ResourceLists.Namespace ? null
            : reader.NamespaceURI.Length == 0 ? ListDefectKind.NoNamespace
            : ListDefectKind.WrongNamespace;
        if (fault is { } kind)
        {
            var message = $"the document element is {{{reader.NamespaceURI}}}{reader.LocalName}, not {{{ResourceLists.Namespace}}}resource-lists";
            Defect(kind, offset, message);
            Error = WireError.At(WireReason.XmlStructure, bytes.Span, offset, message);
            Skip(reader);
            return;
        }

        var frame = new ListFrame("resource-lists", offset, length);
        ListAttributes.Read(reader, frame, report);
        open.Push(frame);
        if (reader.IsEmptyElement)
        {
            End();
        }
    }

    private void Child(XmlReader reader, ListFrame parent)
    {
        var (offset, length) = At(reader);
        if (reader.NamespaceURI != ResourceLists.Namespace)
        {
            Foreign(reader, parent, offset);
        }
        else if (reader.LocalName == "display-name")
        {
            DisplayName(reader, parent, offset);
        }
        else if (reader.LocalName is "list" or "entry" or "entry-ref" or "external")
        {
            Node(reader, parent, offset, length);
        }
        else
        {
            Defect(ListDefectKind.UnknownElement, offset, $"resource-lists defines no element '{reader.LocalName}'");
            Skip(reader);
        }
    }

    private void Node(XmlReader reader, ListFrame parent, int offset, int length)
    {
        var name = reader.LocalName;
        if (!parent.HoldsChildren || (parent.Element == "resource-lists" && name != "list"))
        {
            Defect(ListDefectKind.MisplacedElement, offset, $"'{name}' directly in '{parent.Element}'");
            Skip(reader);
            return;
        }

        if (parent.Stage == 2)
        {
            Defect(ListDefectKind.WrongOrder, offset, $"'{name}' after an element of another namespace");
        }

        parent.Stage = Math.Max(parent.Stage, 1);
        var empty = reader.IsEmptyElement;
        var frame = new ListFrame(name, offset, length);
        ListAttributes.Read(reader, frame, report);
        ListAttributes.CheckKey(frame, parent, report);
        open.Push(frame);
        if (empty)
        {
            End();
        }
    }

    private void DisplayName(XmlReader reader, ListFrame parent, int offset)
    {
        if (parent.Element == "resource-lists")
        {
            Defect(ListDefectKind.MisplacedElement, offset, "'display-name' directly in 'resource-lists'");
        }
        else if (parent.DisplayName is not null)
        {
            Defect(ListDefectKind.DuplicateDisplayName, offset, $"a second 'display-name' in one '{parent.Element}'");
        }
        else if (parent.Stage > 0)
        {
            Defect(ListDefectKind.WrongOrder, offset, "'display-name' is not the first child");
        }

        parent.Stage = Math.Max(parent.Stage, 1);
        var frame = new ListFrame("display-name", offset, 0);
        ListAttributes.Read(reader, frame, report);
        var text = Content(reader, inside => Defect(ListDefectKind.MisplacedElement, offset, $"'{inside}' in 'display-name'"));
        parent.DisplayName ??= text;
        parent.DisplayNameLanguage ??= frame.DisplayNameLanguage;
    }

    private void Foreign(XmlReader reader, ListFrame parent, int offset)
    {
        var (prefix, uri, name) = (reader.Prefix, reader.NamespaceURI, reader.LocalName);
        if (uri.Length == 0)
        {
            Defect(ListDefectKind.UnknownElement, offset, $"'{name}' has no namespace");
        }
        else if (parent.Element == "resource-lists")
        {
            Defect(ListDefectKind.MisplacedElement, offset, $"'{name}' of namespace {uri} directly in 'resource-lists'");
        }

        parent.Stage = 2;
        parent.Add(new ForeignElement(prefix, uri, name, Content(reader, _ => { })));
    }

    private void Text(XmlReader reader, ListFrame frame)
    {
        if (!frame.HasText && !XmlLexical.IsBlank(reader.Value))
        {
            frame.HasText = true;
            Defect(ListDefectKind.UnexpectedText, frame.Offset, $"text directly in '{frame.Element}'");
        }
    }

    private void End()
    {
        var frame = open.Pop();
        if (open.TryPeek(out var parent))
        {
            parent.Add(frame.Build());
        }
        else
        {
            Document = new ResourceLists(frame.Children.OfType<ResourceList>()) { Bytes = bytes };
        }
    }

    private void Skip(XmlReader reader) => _ = Content(reader, _ => { });

    /// <summary>All text of the current element, which is read to its end; the names of elements inside are told.</summary>
    private string Content(XmlReader reader, Action<string> elementInside)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var depth = reader.Depth;
        var text = new StringBuilder();
        while (Advance(reader) && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                elementInside(reader.LocalName);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                _ = text.Append(reader.Value);
            }
        }

        return text.ToString();
    }

    private (int Offset, int Length) At(XmlReader reader) =>
        reader is IXmlLineInfo position ? offsets.FindTag(position.LineNumber, position.LinePosition) : (0, 0);

    private void Fail(WireError error)
    {
        Error = error;
        defects.Add(new ListDefect(
            error.Reason switch
            {
                WireReason.Limit => ListDefectKind.OverLimit,
                WireReason.Encoding => ListDefectKind.BadEncoding,
                WireReason.XmlDocumentType => ListDefectKind.DocumentType,
                _ => ListDefectKind.NotWellFormed,
            },
            error.Offset,
            error.Message));
    }

    private void Defect(ListDefectKind kind, int offset, string message) => defects.Add(new ListDefect(kind, offset, message));
}
