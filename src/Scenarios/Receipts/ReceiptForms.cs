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

    /// <summary>With two ids that it is about.</summary>
    internal static string Doubled(string document)
    {
        var root = XElement.Parse(document);
        var id = root.Elements().First(e => e.Name.LocalName == "message-id");
        id.AddAfterSelf(new XElement(id.Name, id.Value + "x"));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>In the namespace of another specification.</summary>
    internal static string Foreign(string document) => document.Replace("urn:ietf:params:xml:ns:status-receipt", "urn:ietf:params:xml:ns:imdn", StringComparison.Ordinal);

    /// <summary>About an id that lacks the last character of the right one.</summary>
    internal static string Shortened(string document) => OfId(document, id => id[..^1]);

    /// <summary>About an id with one character more than the right one.</summary>
    internal static string Lengthened(string document) => OfId(document, id => id + "x");

    /// <summary>About an id with capitals for small letters and small letters for capitals. An id without letters gets one, so that it is another.</summary>
    internal static string InOtherCase(string document) => OfId(document, id => id.Any(char.IsAsciiLetter)
        ? string.Concat(id.Select(c => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c))
        : id + "x");

    /// <summary>With a document type at an address elsewhere.</summary>
    internal static string WithExternalSubset(string document) => "<!DOCTYPE status-receipt SYSTEM \"http://192.0.2.66/status-receipt.dtd\">" + document;

    /// <summary>With a note that is to be fetched from elsewhere.</summary>
    internal static string WithInclusion(string document) =>
        document.Replace("</status-receipt>", "<include xmlns=\"http://www.w3.org/2001/XInclude\" href=\"http://192.0.2.66/x\"/></status-receipt>", StringComparison.Ordinal);

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

    /// <summary>With a note of a megabyte.</summary>
    internal static string WithLongNote(string document) =>
        document.Replace("</status-receipt>", $"<note>{string.Concat(Enumerable.Repeat("all is well and there is more to say ", 1 << 20 >> 5))}</note></status-receipt>", StringComparison.Ordinal);

    private static string OfId(string document, Func<string, string> change)
    {
        var root = XElement.Parse(document);
        var id = root.Elements().First(e => e.Name.LocalName == "message-id");
        id.Value = change(id.Value);
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
