using Conformance.Wire.Sip;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Lists;

/// <summary>How visible a recipient is to the others (RFC 5364 section 4); an entry that says nothing counts as <see cref="Bcc"/>.</summary>
public enum CopyControl
{
    Bcc,
    Cc,
    To,
}

/// <summary>An attribute that the typed views do not cover, as received.</summary>
/// <param name="Namespace">Empty for an attribute without prefix.</param>
public sealed record ListAttribute(string Prefix, string Namespace, string Name, string Value);

/// <summary>An element of another namespace, reduced to its text.</summary>
public sealed record ForeignElement(string Prefix, string Namespace, string Name, string Text);

/// <summary>A list, or what a list contains. Attribute values are those of the document: schema defaults are never added.</summary>
public abstract record ListNode
{
    private protected ListNode()
    {
    }

    public string? DisplayName { get; init; }

    /// <summary>The <c>xml:lang</c> of the display name.</summary>
    public string? DisplayNameLanguage { get; init; }

    /// <summary>Value of <c>copyControl</c> as received, whatever it is; null when absent.</summary>
    public string? CopyControlText { get; init; }

    /// <summary>Value of <c>anonymize</c> as received, whatever it is; null when absent.</summary>
    public string? AnonymizeText { get; init; }

    /// <summary>Value of <c>count</c> as received, whatever it is; null when absent.</summary>
    public string? CountText { get; init; }

    /// <summary>Null when absent and when <see cref="CopyControlText"/> is none of the three words, exactly spelled.</summary>
    public CopyControl? CopyControl
    {
        get => CopyControlText switch
        {
            "to" => Lists.CopyControl.To,
            "cc" => Lists.CopyControl.Cc,
            "bcc" => Lists.CopyControl.Bcc,
            _ => null,
        };
        init => CopyControlText = value switch
        {
            Lists.CopyControl.To => "to",
            Lists.CopyControl.Cc => "cc",
            Lists.CopyControl.Bcc => "bcc",
            _ => null,
        };
    }

    /// <summary>Null when absent and when <see cref="AnonymizeText"/> is no <c>xs:boolean</c>.</summary>
    public bool? Anonymize
    {
        get => AnonymizeText is null ? null : XmlLexical.Boolean(AnonymizeText);
        init => AnonymizeText = value switch { true => "true", false => "false", null => null };
    }

    /// <summary>Null when absent and when <see cref="CountText"/> is no <c>xs:nonNegativeInteger</c>; huge values become the largest long.</summary>
    public long? Count
    {
        get => CountText is null ? null : XmlLexical.NonNegative(CountText);
        init => CountText = value?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>All other attributes, an unqualified <c>copyControl</c> included.</summary>
    public IReadOnlyList<ListAttribute> OtherAttributes { get; init; } = [];

    public IReadOnlyList<ForeignElement> ForeignElements { get; init; } = [];

    /// <summary>Index of the element's first byte in the document; 0 in a node that was not read.</summary>
    public int Offset { get; init; }

    /// <summary>Bytes of the start tag; 0 in a node that was not read.</summary>
    public int Length { get; init; }
}

/// <summary>A recipient, or a stand-in for several hidden ones.</summary>
public sealed record ListEntry(string Uri) : ListNode
{
    /// <summary>White space collapsed and XML escapes undone, percent escapes kept; empty when the attribute is missing.</summary>
    public string Uri { get; init; } = Uri;

    /// <summary>Whether this is the stand-in that RFC 5364 section 4 prescribes for hidden recipients.</summary>
    public bool IsAnonymous =>
        // Hosts have no escapes, so a glance spares the parsing of nearly all others.
        Uri.Contains("anonymous.invalid", StringComparison.OrdinalIgnoreCase)
        && SipUri.TryParse(Uri, out var uri) && uri.EquivalentTo(AnonymousSipUri.Value);

    private static readonly Lazy<SipUri> AnonymousSipUri = new(() => SipUri.Parse(ResourceLists.AnonymousUri));
}

/// <summary>A reference to an entry in a document kept elsewhere; never followed.</summary>
public sealed record EntryRef(string Ref) : ListNode;

/// <summary>A reference to a list kept elsewhere; never followed.</summary>
public sealed record ExternalList(string Anchor) : ListNode;

/// <summary>A list, nested ones among its children.</summary>
public sealed record ResourceList : ListNode
{
    public ResourceList(params IEnumerable<ListNode> children) => Children = [.. children];

    public string? Name { get; init; }

    public IReadOnlyList<ListNode> Children { get; init; }

    /// <summary>Entries of this list and of the lists in it, in document order.</summary>
    public IEnumerable<ListEntry> FlatEntries
    {
        get
        {
            var open = new Stack<IEnumerator<ListNode>>();
            open.Push(Children.GetEnumerator());
            while (open.TryPeek(out var level))
            {
                if (!level.MoveNext())
                {
                    _ = open.Pop();
                }
                else if (level.Current is ListEntry entry)
                {
                    yield return entry;
                }
                else if (level.Current is ResourceList list)
                {
                    open.Push(list.Children.GetEnumerator());
                }
            }
        }
    }
}
