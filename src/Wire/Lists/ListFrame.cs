namespace Conformance.Wire.Lists;

/// <summary>An element whose end tag has not come yet.</summary>
internal sealed class ListFrame(string element, int offset, int length)
{
    // Most frames are entries without any of these: ten thousand of them should not cost forty thousand collections.
    private HashSet<string>? seen;
    private List<ListAttribute>? others;
    private List<ListNode>? children;
    private List<ForeignElement>? foreign;

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

    public IReadOnlyList<ListNode> Children => children ?? [];

    public bool HoldsChildren => Element is "resource-lists" or "list";

    /// <summary>Whether a key is new among the siblings of that element name, compared as a string.</summary>
    public bool IsNew(string element, string key) => (seen ??= new(StringComparer.Ordinal)).Add(element + " " + key);

    public void Add(ListAttribute attribute) => (others ??= []).Add(attribute);

    public void Add(ListNode child) => (children ??= []).Add(child);

    public void Add(ForeignElement element) => (foreign ??= []).Add(element);

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
            OtherAttributes = others ?? [],
            ForeignElements = foreign ?? [],
            Offset = Offset,
            Length = length,
        };
    }
}
