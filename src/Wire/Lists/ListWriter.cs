using System.Buffers;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Lists;

/// <summary>Writes what the nodes say, legal or not: provocations need illegal documents too.</summary>
internal sealed class ListWriter(XmlOutput xml, ListStyle style)
{
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<ResourceList> lists, ListStyle style) =>
        new ListWriter(new XmlOutput(output), style).Document(lists);

    private void Document(IReadOnlyList<ResourceList> lists)
    {
        if (style.Declaration)
        {
            xml.Declaration();
        }

        xml.Open(style.Prefix, "resource-lists");
        xml.Namespace(style.Prefix, ResourceLists.Namespace);
        if (lists.Any(UsesCopyControl))
        {
            xml.Namespace(style.CopyControlPrefix, ResourceLists.CopyControlNamespace);
        }

        xml.Markup(">"u8);
        foreach (var list in lists)
        {
            Node(list);
        }

        NewLine();
        xml.Close(style.Prefix, "resource-lists");
        NewLine();
    }

    private static bool UsesCopyControl(ListNode node) =>
        node.CopyControlText is not null || node.AnonymizeText is not null || node.CountText is not null
        || (node is ResourceList list && list.Children.Any(UsesCopyControl));

    private void Node(ListNode node)
    {
        NewLine();
        var (name, attribute, value) = node switch
        {
            ListEntry entry => ("entry", "uri", entry.Uri),
            EntryRef reference => ("entry-ref", "ref", reference.Ref),
            ExternalList external => ("external", "anchor", external.Anchor),
            _ => ("list", "name", ((ResourceList)node).Name),
        };
        xml.Open(style.Prefix, name);
        if (value is not null)
        {
            xml.Attribute("", attribute, value);
        }

        Attributes(node);
        var children = node is ResourceList list ? list.Children : [];
        if (node.DisplayName is null && children.Count == 0 && node.ForeignElements.Count == 0)
        {
            xml.Markup("/>"u8);
            return;
        }

        xml.Markup(">"u8);
        DisplayName(node);
        foreach (var child in children)
        {
            Node(child);
        }

        foreach (var foreign in node.ForeignElements)
        {
            xml.Open(foreign.Prefix, foreign.Name);
            xml.Namespace(foreign.Prefix, foreign.Namespace);
            xml.Markup(">"u8);
            xml.Text(foreign.Text);
            xml.Close(foreign.Prefix, foreign.Name);
        }

        if (node is ResourceList)
        {
            NewLine();
        }

        xml.Close(style.Prefix, name);
    }

    private void Attributes(ListNode node)
    {
        Optional("copyControl", node.CopyControlText);
        Optional("anonymize", node.AnonymizeText);
        Optional("count", node.CountText);
        foreach (var other in node.OtherAttributes)
        {
            if (other.Prefix.Length > 0 && other.Prefix != "xml")
            {
                xml.Namespace(other.Prefix, other.Namespace);
            }

            xml.Attribute(other.Prefix, other.Name, other.Value);
        }

        void Optional(string name, string? text)
        {
            if (text is not null)
            {
                xml.Attribute(style.CopyControlPrefix, name, text);
            }
        }
    }

    private void DisplayName(ListNode node)
    {
        if (node.DisplayName is null)
        {
            return;
        }

        xml.Open(style.Prefix, "display-name");
        if (node.DisplayNameLanguage is not null)
        {
            xml.Attribute("xml", "lang", node.DisplayNameLanguage);
        }

        xml.Markup(">"u8);
        xml.Text(node.DisplayName);
        xml.Close(style.Prefix, "display-name");
    }

    private void NewLine()
    {
        if (style.Lines)
        {
            xml.Markup("\n"u8);
        }
    }
}
