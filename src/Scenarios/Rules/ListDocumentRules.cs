using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Rules;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>How the XML of recipient lists is written (RFC 4826 with erratum 1477, RFC 5364).</summary>
public static class ListDocumentRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        .. new[]
        {
            ("I4826-3.1-01", "a list is well formed, valid XML 1.0 in UTF-8"),
            ("I4826-3.1-02", "each entry of a list has a uri"),
            ("I4826-3.1-03", "no uri stands twice in one list"),
            ("I4826-3.1-05", "lists beside each other have names of their own"),
            ("I4826-3.1-06", "no entry is referred to twice"),
            ("I4826-3.1-07", "a reference to an entry is a relative path"),
            ("I4826-3.1-08", "a reference to another list has an anchor of its own"),
            ("I4826-3.1-09", "a reference to another list is an absolute HTTP URI"),
            ("I4826-3.2-01", "the children of a list stand in the order of the schema"),
            ("C5364-4-01", "copyControl is to, cc or bcc"),
            ("C5364-4-22", "the copy-control attributes stand on entries, not beside them"),
            ("C5364-4-23", "the copy-control attributes have legal values"),
            ("C5364-5-01", "the copy-control attributes are in their namespace"),
        }.Select(r => Document(r.Item1, r.Item2, [r.Item1])),

        Document("U5365-3-02", "the list is resource-lists XML with the attributes of RFC 5364", ["C5364-5-01", "C5364-4-01", "C5364-4-23", "I4826-3.1-01"]),
        Document("U5365-4-06", "a role is written to, cc or bcc, in exactly these letters", ["C5364-4-01"]),
        Document("U5365-6-05", "roles and anonymity wishes are written as the schema has them", ["C5364-4-01", "C5364-4-22", "C5364-4-23", "C5364-5-01"]),
        Document("C5364-7-02", "entries have copyControl and anonymize in their namespace", ["C5364-5-01"]),
        Document("U5365-6-12", "what is appended to a URI is escaped for XML", ["I4826-3.1-01"]),

        List("U5365-6-04", "every entry names an absolute URI", (call, list) =>
            list.FlatEntries.FirstOrDefault(e => !SipUri.TryParse(e.Uri, out _)) is { } bad ? At(call, bad.Uri, "a sip, sips, tel, im or pres URI", $"uri=\"{bad.Uri}\"") : null),
        List("U5365-6-13", "no entry brings a body of its own", (call, list) =>
            list.FlatEntries.FirstOrDefault(BringsBody) is { } bad ? At(call, bad.Uri, "no hname body", bad.Uri) : null),
        List("U5365-6-15", "a list is flat", (call, list) => Nested(list) ? At(call, "<list", "entries only", "a list inside a list") : null),
        List("U5365-4-14", "a list holds no lists and no references", (call, list) =>
            Nested(list) ? At(call, "<list", "entries only", "a list inside a list")
            : Child<EntryRef>(list) ? At(call, "<entry-ref", "entries only", "an entry-ref") : null),
        List("U5365-6-16", "a list holds no references", (call, list) =>
            Child<EntryRef>(list) ? At(call, "<entry-ref", "entries only", "an entry-ref")
            : Child<ExternalList>(list) ? At(call, "<external", "entries only", "a reference to another list") with { Severity = Severity.Finding } : null),
        List("C5364-4-20", "a client's list has no counts", (call, list) =>
            list.FlatEntries.Any(e => e.CountText is not null) ? At(call, "count=", "no count", "an entry with a count") with { Severity = Severity.Finding } : null),
        List("F5363-4.1-04", "no recipient is listed twice, however spelt", (call, _) =>
            call.Expectation.Recipients.FirstOrDefault(r => r.Entries.Count > 1) is { } twice ? At(call, twice.Entries[1].Uri, "each URI once", $"{twice.Uri} listed {twice.Entries.Count} times") : null),
    ];

    /// <summary>Whatever of the schemas and of the prose beside them a document breaks is told by the requirement it belongs to.</summary>
    private static Rule Document(string requirement, string title, string[] sources) => new(requirement, title, (message, trace) =>
    {
        if (!message.IsRequest)
        {
            return RuleOutcome.NotApplicable;
        }

        var traffic = ListTraffic.Of(trace);
        var isHistory = traffic.CallOf(message) is null;
        var parts = isHistory ? HistoriesOf(traffic.CopyOf(message)) : traffic.CallOf(message)?.Message.Content?.ListParts ?? [];
        if (parts.Count == 0 || (isHistory && !BindsHistories(requirement)))
        {
            return RuleOutcome.NotApplicable;
        }

        foreach (var part in parts)
        {
            foreach (var (defect, verdict) in traffic.DefectsOf(part, isHistory))
            {
                if (sources.Contains(verdict.Requirement))
                {
                    var place = part.Part.Offset is { } offset ? new Harness.Results.ByteRange(offset + defect.Offset, 1) : (Harness.Results.ByteRange?)null;
                    return RuleOutcome.Broken(new Violation(title, defect.Message, place)
                    {
                        Severity = verdict.Requirement == requirement ? verdict.Severity : null,
                        Reading = verdict.Reading,
                    });
                }
            }
        }

        return RuleOutcome.Kept;
    });

    private static IReadOnlyList<ListPart> HistoriesOf(CopyView? copy) => copy?.History is { } history ? [history] : [];

    /// <summary>Rows about what a client writes do not bind the service; those of the schemas bind both.</summary>
    private static bool BindsHistories(string requirement) =>
        requirement is "I4826-3.1-01" or "I4826-3.1-02" or "I4826-3.1-05" or "I4826-3.2-01" or "C5364-4-23" or "C5364-5-01";

    private static Rule List(string requirement, string title, Func<ListCall, ResourceLists, Violation?> wrong) =>
        Request(requirement, title, c => c.ListParts.Any(p => p.Document is not null), c =>
            c.ListParts.Select(p => p.Document).OfType<ResourceLists>().Select(d => wrong(c, d)).FirstOrDefault(v => v is not null));

    private static Violation At(ListCall call, string text, string expected, string observed) => new(expected, observed, call.Message.RangeOf(text));

    private static bool Nested(ResourceLists document) => document.Lists.Any(l => l.Children.Any(c => c is ResourceList));

    private static bool Child<T>(ResourceLists document)
        where T : ListNode => document.Lists.Any(l => l.Children.Any(c => c is T || (c is ResourceList inner && inner.Children.Any(i => i is T))));

    private static bool BringsBody(ListEntry entry) => entry.Uri.Contains('?', StringComparison.Ordinal)
        && SipUri.TryParse(entry.Uri, out var uri)
        && uri.Headers.Any(h => Uri.UnescapeDataString(h.Name).Equals("body", StringComparison.OrdinalIgnoreCase));
}
