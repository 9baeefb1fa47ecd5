using System.Xml.Linq;

namespace Conformance.Scenarios.Receipts;

/// <summary>The same receipt document, written in other ways.</summary>
internal static class ReceiptForms
{
    /// <summary>With an XML declaration.</summary>
    internal static string Declared(string document) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" + document;

    /// <summary>With a byte order mark, which UTF-8 does not need and XML allows.</summary>
    internal static string Marked(string document) => "\uFEFF" + document;

    /// <summary>Indented, white space around every text.</summary>
    internal static string Indented(string document)
    {
        var root = XElement.Parse(document);
        foreach (var element in root.Elements())
        {
            element.Value = $"\r\n    {element.Value}\r\n  ";
        }

        return root.ToString();
    }

    /// <summary>With a prefix on every element instead of a default namespace.</summary>
    internal static string Prefixed(string document)
    {
        var root = XElement.Parse(document);
        root.Attributes().Where(a => a.IsNamespaceDeclaration).Remove();
        root.SetAttributeValue(XNamespace.Xmlns + "r", root.Name.NamespaceName);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>With an element of another namespace after those of the draft.</summary>
    internal static string Extended(string document) =>
        document.Replace("</status-receipt>", "<seen xmlns=\"urn:example:more\">by the whole family</seen></status-receipt>", StringComparison.Ordinal);

    /// <summary>Cut off in the middle.</summary>
    internal static string Truncated(string document) => document[..(document.Length / 2)];

    /// <summary>Without what it is about.</summary>
    internal static string Anonymous(string document)
    {
        var root = XElement.Parse(document);
        root.Elements().First(e => e.Name.LocalName == "message-id").Remove();
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>With a status in words.</summary>
    internal static string Worded(string document) => document.Replace(">200<", ">delivered<", StringComparison.Ordinal);

    /// <summary>With a document type that names an external entity, and refers to it.</summary>
    internal static string WithExternalEntity(string document) =>
        "<!DOCTYPE status-receipt [<!ENTITY x SYSTEM \"http://192.0.2.66/x\">]>" + document.Replace("</status-receipt>", "<note>&x;</note></status-receipt>", StringComparison.Ordinal);

    /// <summary>With entities that multiply each other.</summary>
    internal static string WithNestedEntities(string document) =>
        "<!DOCTYPE status-receipt [<!ENTITY a \"ha ha ha ha ha ha ha ha\">"
        + string.Concat("bcdefgh".Select(c => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}\">"))
        + "]>" + document.Replace("</status-receipt>", "<note>&h;</note></status-receipt>", StringComparison.Ordinal);
}
