using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Lists;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // Whom a history shows, and how.
    private static IReadOnlyList<Deviation> Histories =>
    [
        Fault("U5365-3-10-to-only", "U5365-3-10", "Lists the \"to\" level only.", Entries(all => all.Where(one => one.CopyControl == CopyControl.To))),
        Fault("U5365-4-09-no-roles", "U5365-4-09", "Writes no copyControl on any entry.", EachEntry(one => one with { CopyControlText = null })),
        Fault("U5365-7.3-05-none-for-blind", "U5365-7.3-05", "Leaves the history out of copies to blind recipients.",
            History(h => h with { IsFor = one => one.Level != CopyControl.Bcc })),
        Fault("U5365-7.3-07-uri-as-name", "U5365-7.3-07", "Leaves the URIs of hidden recipients in the display name.",
            Entries((entries, all, _) => entries.Select(entry => !entry.IsAnonymous ? entry : entry with
            {
                DisplayName = string.Join(' ', all.Where(one => one.Hidden && one.Level == entry.CopyControl).Select(one => one.PublicUri)),
            }))),
        Fault("U5365-9-04-hidden-cc-shown", "U5365-9-04", "Shows hidden recipients of the \"cc\" level.",
            History(h => h with { Shown = one => one.Level == CopyControl.Cc ? one with { Hidden = false } : one })),
        Fault("C5364-3-02-cc-as-to", "C5364-3-02", "Writes \"cc\" recipients as \"to\".", EachEntry(one => one.CopyControl == CopyControl.Cc ? one with { CopyControl = CopyControl.To } : one)),
        Fault("C5364-3-03-one-group", "C5364-3-03", "Groups the hidden recipients of both levels in one entry.",
            Entries(all => all.Where(one => !one.IsAnonymous).Concat(all.Where(one => one.IsAnonymous).Take(1)
                .Select(one => one with { Count = all.Where(other => other.IsAnonymous).Sum(other => other.Count) })))),
        Fault("C5364-3-04-count-everywhere", "C5364-3-04", "Writes the size of the list as count on every entry.",
            Entries((entries, all, _) => entries.Select(one => one with { Count = Math.Max(2, all.Count) }))),
        Fault("C5364-4-02-blind-in-name", "C5364-4-02", "Leaves the URIs of blind recipients in a display name.",
            Entries((entries, all, _) => entries.Select((one, i) => i > 0 ? one : one with
            {
                DisplayName = string.Join(' ', all.Where(other => other.Level == CopyControl.Bcc).Select(other => other.PublicUri)),
            }))),
        Fault("C5364-4-05-all-blind-to-blind", "C5364-4-05", "Shows blind recipients to each other.",
            Individual((entries, all, receiver) => receiver is not { Level: CopyControl.Bcc } ? entries : entries.Concat(Blind(all)))),
        Fault("C5364-4-06-strips-visible-only", "C5364-4-06", "Strips blind recipients from the copies of visible ones only.",
            Individual((entries, all, receiver) => receiver is not { Level: CopyControl.Bcc } ? entries : entries.Concat(Blind(all.Where(one => one == receiver))))),
        Fault("C5364-4-07-own-as-to", "C5364-4-07", "A blind recipient finds itself in its history as a visible one.",
            Individual((entries, all, receiver) => receiver is not { Level: CopyControl.Bcc }
                ? entries
                : entries.Where(one => one.CopyControl != CopyControl.Bcc).Append(new ListEntry(receiver.PublicUri) { CopyControl = CopyControl.To }))),
        Fault("C5364-4-11-shown-to-itself", "C5364-4-11", "Shows a hidden recipient to itself.",
            Individual((entries, _, receiver) => receiver is { Hidden: true, Level: not CopyControl.Bcc }
                ? entries.Append(new ListEntry(receiver.PublicUri) { CopyControl = receiver.Level })
                : entries)),
        Fault("C5364-4-12-other-anonymous-uri", "C5364-4-12", "Calls hidden recipients sip:anonymous@example.com.", History(h => h with { AnonymousUri = "sip:anonymous@example.com" })),
        Fault("C5364-4-18-blind-counted", "C5364-4-18", "Counts a blind recipient among the hidden ones when the list says anonymize too.",
            History(h => h with { Shown = one => one is { Hidden: true, Level: CopyControl.Bcc } ? one with { Level = CopyControl.To } : one })),
        Fault("C5364-4-19-off-by-one", "C5364-4-19", "Counts one hidden recipient too few per level.", EachEntry(one => one.Count is { } count ? one with { Count = count - 1 } : one)),
        Fault("C5364-5-04-schema-defaults", "C5364-5-04", "Writes the schema's defaults on every entry.",
            EachEntry(one => one with { Anonymize = false, Count = one.Count ?? 1 })),
        Fault("C5364-6-02-anonymous-without-role", "C5364-6-02", "Anonymous entries have no copyControl.", EachEntry(one => one.IsAnonymous ? one with { CopyControlText = null } : one)),
        Fault("C5364-6-03-no-count", "C5364-6-03", "Leaves the count off a group.", EachEntry(one => one with { CountText = null })),
        Fault("C5364-6-04-blind-remain", "C5364-6-04", "Leaves blind recipients in all histories.", Entries((entries, all, _) => entries.Concat(Blind(all)))),
        Fault("C5364-7-03-hidden-left-out", "C5364-7-03", "Leaves hidden recipients out altogether.", Entries(all => all.Where(one => !one.IsAnonymous))),
    ];

    private static Func<ListServiceConduct, ListServiceConduct> History(Func<HistoryConduct, HistoryConduct> edit) => c => c with { History = edit(c.History) };

    private static Func<ListServiceConduct, ListServiceConduct> Entries(Func<IReadOnlyList<ListEntry>, IEnumerable<ListEntry>> edit) =>
        Entries((entries, _, _) => edit(entries));

    private static Func<ListServiceConduct, ListServiceConduct> EachEntry(Func<ListEntry, ListEntry> edit) => Entries(entries => entries.Select(edit));

    private static Func<ListServiceConduct, ListServiceConduct> Entries(
        Func<IReadOnlyList<ListEntry>, IReadOnlyList<Recipient>, Recipient?, IEnumerable<ListEntry>> edit) =>
        History(h => h with { Entries = (entries, all, receiver) => [.. edit(entries, all, receiver)] });

    private static Func<ListServiceConduct, ListServiceConduct> Individual(
        Func<IReadOnlyList<ListEntry>, IReadOnlyList<Recipient>, Recipient?, IEnumerable<ListEntry>> edit) =>
        c => Entries(edit)(History(h => h with { Individual = true })(c));

    private static IEnumerable<ListEntry> Blind(IEnumerable<Recipient> all) =>
        all.Where(one => one.Level == CopyControl.Bcc).Select(one => new ListEntry(one.PublicUri) { CopyControl = CopyControl.Bcc });
}
