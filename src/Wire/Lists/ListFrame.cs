namespace Conformance.Wire.Lists;

/// <summary>An element whose end tag has not come yet.</summary>
internal sealed class ListFrame(string element, int offset, int length)
{
    private HashSet<string>? seen;

    public string Element { get; } = element;

    public int Offset { get; } = offset;

    /// <summary>0 at the start, 1 once the display name or a child has come, 2 after the first foreign element.</summary>
    public int Stage { get; set; }

    public bool HasText { get; set; }

    /// <summary>Value of the one attribute without namespace: name, uri, ref or anchor.</summary>
    public string? Key { get; set; }

    public string? CopyControl { get; set; }

    public string? Anonymize { get; set; }

    public string? Count { get; set; }

    public string? DisplayName { get; set; }

    public string? DisplayNameLanguage { get; set; }

    public List<ListAttribute> Others { get; } = [];

    public List<ListNode> Children { get; } = [];

    public List<ForeignElement> Foreign { get; } = [];

    public bool HoldsChildren => Element is "resource-lists" or "list";

    /// <summary>Whether a key is new among the siblings of that element name, compared as a string.</summary>
    public bool IsNew(string element, string key) => (seen ??= new(StringComparer.Ordinal)).Add(element + " " + key);

    public ListNode Build()
    {
        ListNode node = Element switch
        {
            "entry" => new ListEntry(Key ?? ""),
            "entry-ref" => new EntryRef(Key ?? ""),
            "external" => new ExternalList(Key ?? ""),
            _ => new ResourceList(Children) { Name = Key },
        };
        return node with
        {
            CopyControlText = CopyControl,
            AnonymizeText = Anonymize,
            CountText = Count,
            DisplayName = DisplayName,
            DisplayNameLanguage = DisplayNameLanguage,
            OtherAttributes = Others.Count == 0 ? [] : Others,
            ForeignElements = Foreign.Count == 0 ? [] : Foreign,
            Offset = Offset,
            Length = length,
        };
    }
}
