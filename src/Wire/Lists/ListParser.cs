using System.Xml;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Lists;

/// <summary>One pass over a document that yields both the tree and the defects. No recursion, linear in the bytes.</summary>
internal sealed class ListParser : XmlPass
{
    private readonly List<ListDefect> defects = [];
    private readonly Stack<ListFrame> open = new();
    private readonly Action<ListDefectKind, int, string> report;

    private ListParser(ReadOnlyMemory<byte> bytes, WireLimits limits)
        : base(bytes, limits)
    {
        report = Defect;
    }

    /// <summary>Null when nothing can be read; <see cref="XmlPass.Error"/> then says why.</summary>
    public ResourceLists? Document { get; private set; }

    public IReadOnlyList<ListDefect> Defects => defects;

    public static ListParser Parse(ReadOnlyMemory<byte> bytes, WireLimits limits)
    {
        var parser = new ListParser(bytes, limits);
        parser.Run();
        if (parser.Error is not null)
        {
            parser.Document = null;
        }

        return parser;
    }

    protected override void Begin(XmlProlog prolog)
    {
        if (!prolog.IsUtf8)
        {
            Defect(ListDefectKind.BadEncoding, 0, $"the encoding is {prolog.ByteOrderMark ?? prolog.Encoding}, not UTF-8");
        }

        if (!prolog.IsVersion10)
        {
            Defect(ListDefectKind.BadVersion, 0, $"XML version {prolog.Version}, not 1.0");
        }
    }

    protected override void Step(XmlReader reader)
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
            Reject(offset, message);
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
            Document = new ResourceLists(frame.Children.OfType<ResourceList>()) { Bytes = Bytes };
        }
    }

    protected override void Refuse(WireError error) =>
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

    private void Defect(ListDefectKind kind, int offset, string message) => defects.Add(new ListDefect(kind, offset, message));
}
