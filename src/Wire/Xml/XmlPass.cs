using System.Text;
using System.Xml;

namespace Conformance.Wire.Xml;

/// <summary>
/// One pass over an XML document within the limits of a wire: no recursion, linear in the bytes. What a document means, and what is wrong with
/// it, is for those who derive from it; they are told of each node, and of what ends the pass.
/// </summary>
internal abstract class XmlPass(ReadOnlyMemory<byte> bytes, WireLimits limits)
{
    private readonly XmlOffsets _offsets = new(bytes);
    private int _elements;

    /// <summary>The document.</summary>
    protected ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Why the document cannot be read; null when it can.</summary>
    public WireError? Error { get; private set; }

    /// <summary>Goes through the document once.</summary>
    protected void Run()
    {
        if (XmlInput.Refuse(bytes.Span, limits) is { } refused)
        {
            End(refused);
            return;
        }

        Begin(XmlProlog.Of(bytes.Span));
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
            End(XmlInput.Explain(fault, bytes));
        }
    }

    /// <summary>What stands before the document element.</summary>
    protected abstract void Begin(XmlProlog prolog);

    /// <summary>The next node that no other node has taken.</summary>
    protected abstract void Step(XmlReader reader);

    /// <summary>The document cannot be read, or no further.</summary>
    protected abstract void Refuse(WireError error);

    /// <summary>The document can be read, but is not what it should be: the pass goes on, for the sake of what else is wrong.</summary>
    protected void Reject(int offset, string message) => Error = WireError.At(WireReason.XmlStructure, bytes.Span, offset, message);

    /// <summary>Reads the current element to its end.</summary>
    protected void Skip(XmlReader reader) => _ = Content(reader, _ => { });

    /// <summary>All text of the current element, which is read to its end; the names of elements inside are told.</summary>
    protected string Content(XmlReader reader, Action<string> elementInside)
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

    /// <summary>Where the tag of the current node stands.</summary>
    protected (int Offset, int Length) At(XmlReader reader) =>
        reader is IXmlLineInfo position ? _offsets.FindTag(position.LineNumber, position.LinePosition) : (0, 0);

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
            : ++_elements > limits.XmlElements ? $"more than {limits.XmlElements} elements"
            : null;
        if (over is not null)
        {
            End(WireError.At(WireReason.Limit, bytes.Span, At(reader).Offset, over));
        }

        return over is null;
    }

    private void End(WireError error)
    {
        Error = error;
        Refuse(error);
    }
}
