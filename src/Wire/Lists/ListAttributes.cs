using System.Xml;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Lists;

/// <summary>Attributes of one element: sorted into their places, and judged.</summary>
internal static class ListAttributes
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Reads all attributes of the current element and returns to it.</summary>
    public static void Read(XmlReader reader, ListFrame frame, Action<ListDefectKind, int, string> defect)
    {
        // Only these four admit attributes of other namespaces.
        var open = frame.Element is "list" or "entry" or "entry-ref" or "external";
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var (uri, name, value) = (reader.NamespaceURI, reader.LocalName, reader.Value);
            if (uri == XmlnsNamespace)
            {
                continue;
            }

            if (uri.Length == 0 && name == KeyOf(frame.Element))
            {
                frame.Key = frame.Element == "list" ? value : XmlLexical.Collapse(value);
                continue;
            }

            if (uri == XmlNamespace && name == "lang" && frame.Element != "resource-lists")
            {
                if (value.Length > 0 && !XmlLexical.IsLanguage(value))
                {
                    defect(ListDefectKind.BadLanguage, frame.Offset, $"xml:lang=\"{value}\" is no language tag");
                }

                if (!open)
                {
                    frame.DisplayNameLanguage = value;
                    continue;
                }
            }
            else if (open && uri == ResourceLists.CopyControlNamespace && CopyControl(frame, name, value, defect))
            {
                continue;
            }
            else if (uri.Length == 0 || uri == ResourceLists.Namespace || (!open && !IsSchemaHint(uri, name)))
            {
                var known = name is "copyControl" or "anonymize" or "count";
                var kind = known && uri.Length == 0 ? ListDefectKind.UnqualifiedCopyControl
                    : known && uri == ResourceLists.CopyControlNamespace ? ListDefectKind.MisplacedCopyControl
                    : ListDefectKind.UnexpectedAttribute;
                var hint = kind == ListDefectKind.UnqualifiedCopyControl ? $" (it belongs to namespace {ResourceLists.CopyControlNamespace})" : "";
                defect(kind, frame.Offset, $"'{frame.Element}' admits no attribute {reader.Name}=\"{value}\"{hint}");
            }

            frame.Add(new ListAttribute(reader.Prefix, uri, name, value));
        }

        _ = reader.MoveToElement();
    }

    /// <summary>Presence, form and uniqueness of the attribute that names the thing.</summary>
    public static void CheckKey(ListFrame frame, ListFrame parent, Action<ListDefectKind, int, string> defect)
    {
        var (missing, duplicate) = frame.Element switch
        {
            "entry" => (ListDefectKind.MissingUri, ListDefectKind.DuplicateUri),
            "entry-ref" => (ListDefectKind.MissingRef, ListDefectKind.DuplicateRef),
            "external" => (ListDefectKind.MissingAnchor, ListDefectKind.DuplicateAnchor),
            _ => (default, ListDefectKind.DuplicateListName),
        };
        if (frame.Key is not { } key)
        {
            if (frame.Element != "list")
            {
                defect(missing, frame.Offset, $"'{frame.Element}' without '{KeyOf(frame.Element)}'");
            }

            return;
        }

        if (!parent.IsNew(frame.Element, key))
        {
            defect(duplicate, frame.Offset, $"{KeyOf(frame.Element)}=\"{key}\" occurs twice among its siblings");
        }

        if (frame.Element == "entry" && key.Length == 0)
        {
            defect(ListDefectKind.EmptyUri, frame.Offset, "'entry' with an empty 'uri'");
        }
        else if (frame.Element == "entry-ref" && (key.StartsWith('/') || HasScheme(key)))
        {
            defect(ListDefectKind.RefNotRelative, frame.Offset, $"ref=\"{key}\" is no relative path");
        }
        else if (frame.Element == "external" && !IsAbsoluteHttp(key))
        {
            defect(ListDefectKind.AnchorNotAbsolute, frame.Offset, $"anchor=\"{key}\" is no absolute HTTP URI");
        }
    }

    private static string? KeyOf(string element) => element switch
    {
        "list" => "name",
        "entry" => "uri",
        "entry-ref" => "ref",
        "external" => "anchor",
        _ => null,
    };

    private static bool CopyControl(ListFrame frame, string name, string value, Action<ListDefectKind, int, string> defect)
    {
        switch (name)
        {
            case "copyControl":
                frame.CopyControl = value;
                if (value is not ("to" or "cc" or "bcc"))
                {
                    defect(ListDefectKind.BadCopyControl, frame.Offset, $"copyControl=\"{value}\" is none of to, cc, bcc");
                }

                return true;
            case "anonymize":
                frame.Anonymize = value;
                if (XmlLexical.Boolean(value) is null)
                {
                    defect(ListDefectKind.BadAnonymize, frame.Offset, $"anonymize=\"{value}\" is none of true, false, 1, 0");
                }

                return true;
            case "count":
                frame.Count = value;
                if (XmlLexical.NonNegative(value) is null)
                {
                    defect(ListDefectKind.BadCount, frame.Offset, $"count=\"{value}\" is no number from 0 on");
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The two attributes that every element may carry for the benefit of schema processors.</summary>
    private static bool IsSchemaHint(string uri, string name) => uri == InstanceNamespace && name is "schemaLocation" or "noNamespaceSchemaLocation";

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return colon > 0 && (slash < 0 || colon < slash) && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) < 0;
    }

    private static bool IsAbsoluteHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && text.AsSpan().IndexOfAny("<>\"{}|\\^`") < 0;

    private static readonly System.Buffers.SearchValues<char> SchemeLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
