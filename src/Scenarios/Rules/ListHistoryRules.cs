using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Wire.Lists;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>How the history in a copy is labelled and written (RFC 5365 4 and 7.3, RFC 5364 7), and whom it shows (RFC 5364 4).</summary>
public static class ListHistoryRules
{
    private const string ListType = ResourceLists.MediaType;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Part("U5365-7.3-08", "a list in a copy is labelled recipient-list-history", (c, part) =>
            part.Part.Disposition?.Is("recipient-list-history") == true ? null
            : new("Content-Disposition: recipient-list-history", part.Part.Disposition is { } label ? $"Content-Disposition: {label.Text}" : "no Content-Disposition", RangeOf(c, part.Part.Disposition?.Text ?? "recipient")) { Reading = "A-02" }),
        Made("U5365-7.3-08", "a history that the sender made is not passed off as the service's", (_, call) => call.Message.Content?.Histories.Count > 0, (c, call) =>
            c.ListParts.FirstOrDefault(p => call.Message.Content?.Histories.Any(h => h.Part.Bytes.Span.SequenceEqual(p.Part.Bytes.Span)) == true) is { } forged
                ? new Violation("the service's own history, or none", "the history that the sender put into the request", forged.Part.Offset is { } at ? new Harness.Results.ByteRange(at, forged.Part.Bytes.Length) : null)
                {
                    Reading = "A-40",
                    // Where no history was due it has let a body go on that it does not know, as it may.
                    Severity = c.ListParts.Count > 1 || call.Expectation.IsHistoryDue ? null : Severity.Finding,
                    IsUndecided = c.ListParts.Count <= 1 && !call.Expectation.IsHistoryDue,
                }
                : null),
        Part("U5365-7.3-09", "the history may be ignored: handling=optional", Optional),
        Part("C5364-7-06", "the history says handling=optional", Optional),
        Part("U5365-4-08", "a history is written as resource-lists XML", (c, part) =>
            IsXmlList(part) ? null : new(ListType, part.Written.Type?.Text ?? "no Content-Type", RangeOf(c, part.Written.Type?.Text ?? "Content-Type"))),
        Part("U5365-4-11", "a history has a format that the recipient knows", (c, part) =>
            IsXmlList(part) ? null : new Violation(ListType, part.Written.Type?.Text ?? "no Content-Type", RangeOf(c, part.Written.Type?.Text ?? "Content-Type")) { Severity = Severity.Finding }),
        Part("U5365-7.3-06", "a history is a valid resource-lists document", (c, part) =>
            !IsXmlList(part) ? new(ListType, part.Written.Type?.Text ?? "no Content-Type", RangeOf(c, part.Written.Type?.Text ?? "Content-Type"))
            : part.Fault is { } fault ? new("a document that can be read", fault.Message) : null),
        Part("U5365-4-13", "a history is flat and refers to nothing elsewhere", (c, part) =>
            part.Document?.Lists.SelectMany(l => l.Children).FirstOrDefault(n => n is not ListEntry) is { } other
                ? new("entries only", other is ResourceList ? "a list inside a list" : "a reference", RangeOf(c, other is ResourceList ? "<list><list" : "<e")) : null),
        Part("U5365-4-09", "the entries of a history have roles", (c, part) =>
            part.Document is { } document && document.FlatEntries.Any() && document.FlatEntries.All(e => e.CopyControlText is null)
                ? new("copyControl on entries", "no copyControl on any") : null),

        Shows("U5365-3-05", "the history is the list as RFC 5364 rewrites it", _ => true, d => d.Severity is Severity.Fail),
        Shows("U5365-3-10", "the history shows the open to and cc recipients", e => e.Recipients.Any(r => r.IsVisible), d => Is(d, "U5365-3-10") || (d.Requirement == "C5364-3-02" && d.Reading == "A-19")),
        Made("U5365-7.3-05", "a copy of a list with to or cc recipients has a history", (c, call) => call.Expectation.IsHistoryDue && (c.History is not null || call.MayHaveLongCopies), (c, call) =>
            c.History is not null ? null : call.Histories.For(c).Differences.Select(d => new Violation(call.Histories.For(c).Expected, d.Message) { Reading = d.Reading }).FirstOrDefault()),
        Shows("U5365-7.3-05", "where all recipients are blind there is no history with nobody in it", e => !e.IsHistoryDue, d => d.Reading == "A-18"),
        Shows("U5365-7.3-07", "anonymize, count and copyControl are handled as RFC 5364 says", _ => true, d => d.Severity is Severity.Fail && d.Requirement.StartsWith("C5364", StringComparison.Ordinal)),
        Shows("U5365-9-04", "whoever is hidden or blind is gone from the history", e => e.Recipients.Any(r => !r.IsVisible), d => Is(d, "C5364-4-02", "C5364-4-03", "C5364-4-05", "C5364-4-06", "C5364-4-07", "C5364-4-11", "C5364-4-12")),
        Shows("C5364-3-02", "to stays to and cc stays cc", e => e.Recipients.Any(r => r.IsVisible)),
        Shows("C5364-3-03", "hidden recipients are counted level by level", HasHidden),
        Shows("C5364-3-04", "only stand-ins for hidden recipients have counts", e => e.IsHistoryDue),
        Shows("C5364-4-02", "a blind recipient's URI is told to nobody else", HasBlind, d => Is(d, "C5364-4-02", "C5364-4-05", "C5364-4-06")),
        Shows("C5364-4-03", "an entry without copyControl is blind", e => e.Recipients.Any(r => r.IsBlindByDefault)),
        Shows("C5364-4-05", "blind recipients are stripped, or find themselves alone", HasBlind, d => Is(d, "C5364-4-05", "C5364-4-06", "C5364-4-07")),
        Shows("C5364-4-06", "all blind recipients are stripped from histories", e => HasBlind(e) && e.Mode is BccMode.Strip),
        Shows("C5364-4-07", "a blind recipient finds itself, as bcc, and no other", e => HasBlind(e) && e.Mode is not BccMode.Strip),
        Shows("C5364-6-04", "blind recipients are dropped from the history", HasBlind, d => Is(d, "C5364-4-05", "C5364-4-06", "C5364-4-02")),
        Shows("C5364-4-11", "a hidden recipient's URI is shown to nobody", HasHidden),
        Shows("C5364-4-12", "hidden recipients are shown as sip:anonymous@anonymous.invalid", HasHidden),
        Shows("C5364-4-14", "without anonymize, or with false, a recipient is shown", e => e.Recipients.Any(r => r.IsVisible)),
        Shows("C5364-4-16", "the highest role of a duplicate wins", e => e.Recipients.Any(r => !r.IsBlind && r.Entries.Select(x => x.CopyControl).Distinct().Count() > 1)),
        Shows("F5363-4.1-08", "duplicates with different roles follow RFC 5364", e => e.Recipients.Any(r => !r.IsBlind && r.Entries.Select(x => x.CopyControl).Distinct().Count() > 1), d => Is(d, "C5364-4-16")),
        Shows("C5364-4-18", "blind and hidden is blind: it adds to no count", e => e.Recipients.Any(r => r is { IsBlind: true, Anonymize: true })),
        Shows("C5364-4-19", "the counts of a level add up to its hidden recipients", HasHidden),
        Shows("C5364-4-23", "the attributes are read in every legal form and written in one", e => e.IsHistoryDue, d => Is(d, "C5364-4-23"), c => MisreadBoolean(c)),
        Made("U5365-4-03", "the attributes are known by their namespace, whatever their prefix", (c, call) => call.Expectation.IsHistoryDue, (c, call) =>
            c.History is null ? call.HasTwinWithHistory ? new("a history, as for the same list in another spelling", "none") : null
            : call.Histories.For(c).Differences.FirstOrDefault(d => d.Severity is Severity.Fail) is { } difference ? new(call.Histories.For(c).Expected, difference.Message) : null),
        Shows("C5364-5-02", "true and 1 hide, false and 0 do not", e => e.Recipients.Any(r => r.Entries.Any(x => x.AnonymizeText is not null)), d => Is(d, "C5364-4-11", "C5364-4-14")),
        Shows("C5364-5-03", "counts are numbers from 1 on", e => e.IsHistoryDue),
        Shows("C5364-5-04", "no defaults of the schema are written out", e => e.IsHistoryDue),
        Shows("C5364-6-01", "open to and cc recipients are copied, each once", e => e.Recipients.Any(r => r.IsVisible)),
        Shows("C5364-6-02", "the stand-in for hidden to recipients says to", e => e.Anonymous[CopyControl.To] > 0),
        Shows("C5364-6-03", "the stand-in for several hidden recipients has their count", e => e.Anonymous.Values.Any(n => n > 1)),
        Shows("C5364-7-03", "hidden recipients are represented", HasHidden),
        Shows("C5364-7-04", "history entries have copyControl and count, nothing else", e => e.IsHistoryDue, d => Is(d, "C5364-7-04"), MisplacedAttribute),
    ];

    private static Rule Part(string requirement, string title, Func<CopyView, ListPart, Violation?> wrong) =>
        Copy(requirement, title, c => c.ListParts.Count > 0, c => c.ListParts.Select(p => wrong(c, p)).FirstOrDefault(v => v is not null));

    private static Rule Shows(string requirement, string title, Func<RecipientExpectation, bool> concerns) => Shows(requirement, title, concerns, d => d.Requirement == requirement);

    /// <summary>The history against the oracle: the first difference that belongs to the requirement is told.</summary>
    private static Rule Shows(
        string requirement,
        string title,
        Func<RecipientExpectation, bool> concerns,
        Func<HistoryDifference, bool> belongs,
        Func<CopyView, Violation?>? also = null) =>
        Made(requirement, title, (c, call) => c.History is not null && call.Answers(concerns), (c, call) =>
        {
            var verdict = call.Histories.For(c);
            return verdict.Differences.FirstOrDefault(belongs) is { } difference
                ? new Violation(verdict.Expected, $"{difference.Message}:\n{verdict.Observed}", difference.Entry is { Uri: { Length: > 0 } uri } ? RangeOf(c, uri) : null)
                {
                    Severity = difference.Requirement == requirement ? difference.Severity : null,
                    Reading = difference.Reading,
                    IsUndecided = difference.IsInconclusive || (difference is { Reading: "A-26", Severity: Severity.Finding } && call.IsAboutNames),
                }
                : also?.Invoke(c);
        });

    private static bool Is(HistoryDifference difference, params string[] requirements) => requirements.Contains(difference.Requirement) && difference.Severity is Severity.Fail or Severity.Warning
        || (requirements is [var only] && difference.Requirement == only);

    /// <summary>1 means true and 0 means false (RFC 5364 5: xs:boolean).</summary>
    private static Violation? MisreadBoolean(CopyView copy) => copy.Call is { } call
        && call.Histories.For(copy).Differences.FirstOrDefault(d => d.Requirement is "C5364-4-11" or "C5364-4-14" or "C5364-6-01" && d.Severity is Severity.Fail) is { } difference
        && call.Expectation.Recipients.Any(r => r.Entries.Any(e => e.AnonymizeText is "1" or "0"))
            ? new Violation("1 read as true, 0 as false", difference.Message) : null;

    private static bool HasBlind(RecipientExpectation expectation) => expectation.Recipients.Any(r => r.IsBlind);

    private static bool HasHidden(RecipientExpectation expectation) => expectation.Anonymous.Values.Any(n => n > 0);

    private static Violation? Optional(CopyView copy, ListPart part) => part.Part.Disposition?.Handling is { } handling && handling.Trim('"').Equals("optional", StringComparison.OrdinalIgnoreCase)
        ? null
        : new("handling=optional", part.Part.Disposition?.Handling is { } other ? $"handling={other}" : "no handling, which means required", RangeOf(copy, part.Part.Disposition?.Text ?? "recipient"));

    private static Violation? MisplacedAttribute(CopyView copy) => copy is { History: { } history, Call: { } call }
        && call.DefectsOf(history).FirstOrDefault(d => d.Kind is ListDefectKind.MisplacedCopyControl) is { } defect
            ? new Violation("the attributes on entries", defect.Message) : null;

    private static bool IsXmlList(ListPart part) => part.Written.Type?.Is(ListType) == true;

    private static ByteRange? RangeOf(CopyView copy, string text) => copy.Message.RangeOf(text);
}
