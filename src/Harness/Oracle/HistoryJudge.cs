using System.Text;
using Conformance.Harness.Ledger;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>Judges the history of one copy.</summary>
internal sealed class HistoryJudge(RecipientExpectation expected, MergedRecipient? receiver)
{
    private readonly Dictionary<MergedRecipient, int> seen = [];
    private readonly HashSet<MergedRecipient> disclosed = [];
    private readonly Dictionary<CopyControl, long> disclosedOnConflict = [];
    private bool ownBlindEntry;

    public List<HistoryDifference> Differences { get; } = [];

    public List<ReadingFollowed> Readings { get; } = [];

    public void Absent()
    {
        if (expected.IsHistoryDue)
        {
            Add("U5365-7.3-05", Severity.Warning, "the copy has no history although the list has to or cc recipients");
        }
    }

    public void Judge(ResourceLists history, HistoryTally tally)
    {
        if (tally.Entries.Count == 0 && !expected.IsHistoryDue)
        {
            Add("U5365-7.3-05", Severity.Finding, "an empty history, where all recipients are blind and none is needed", reading: "A-18");
        }

        Attributes(tally);
        foreach (var group in tally.Named.GroupBy(n => RecipientKey.Broad(n.Uri), StringComparer.Ordinal))
        {
            Named([.. group]);
        }

        foreach (var entry in tally.Unreadable.Where(e => !expected.MayShow(e.Uri, HistoryTally.LevelOf(e))))
        {
            Add("U5365-3-05", Severity.Fail, $"an entry whose uri \"{entry.Uri}\" is no URI", entry);
        }

        var excess = Anonymous(tally);
        Missing(excess);
        OwnBlindEntry();
        Elsewhere(history, tally);
        if (tally.Grouping() is { } way)
        {
            Readings.Add(new ReadingFollowed("A-23", way));
        }
    }

    /// <summary>Raw attributes of each entry, apart from whom it names.</summary>
    private void Attributes(HistoryTally tally)
    {
        foreach (var entry in tally.Entries)
        {
            if (entry.CopyControlText is not null && entry.CopyControl is null)
            {
                Add("C5364-4-23", Severity.Fail, $"copyControl=\"{entry.CopyControlText}\" is none of to, cc, bcc", entry);
            }

            if (entry.CountText is not null && entry.Count is null)
            {
                Add("C5364-5-03", Severity.Fail, $"count=\"{entry.CountText}\" is no number from 0 on", entry);
            }
            else if (entry.Count == 0)
            {
                Add("C5364-5-03", Severity.Finding, "count=\"0\": an entry that stands for nobody", entry);
            }
            else if (entry.Count > 1 && !entry.IsAnonymous)
            {
                Add("C5364-3-04", Severity.Finding, $"count=\"{entry.CountText}\" on {entry.Uri}, which is one recipient", entry);
            }
        }

        if (tally.Entries.FirstOrDefault(e => e.AnonymizeText is not null) is { } first)
        {
            Add("C5364-7-04", Severity.Finding, "a history entry with an anonymize attribute", first, "A-22");
        }

        // What a schema-aware parser adds to every entry, served on to the recipients.
        if (tally.Named.FirstOrDefault(n => n.Entry is { CountText: "1", AnonymizeText: "false" }).Entry is { } augmented)
        {
            Add("C5364-5-04", Severity.Finding, "anonymize=\"false\" and count=\"1\" on a visible entry: schema defaults written out", augmented, "A-71");
        }
    }

    /// <summary>Entries of one scheme, user and host against the recipients of the same; usually one of each.</summary>
    private void Named(List<(ListEntry Entry, SipUri Uri)> entries)
    {
        var recipients = expected.Alike(entries[0].Uri);
        var open = recipients.ToList();
        foreach (var (entry, uri) in entries)
        {
            var level = HistoryTally.LevelOf(entry);
            var recipient = Meant(uri, level).Select(fits => Pick(open, fits)).FirstOrDefault(r => r is not null)
                ?? recipients.FirstOrDefault(r => Is(r, uri))
                ?? recipients.FirstOrDefault();
            if (recipient is null)
            {
                Stranger(entry, uri);
                continue;
            }

            _ = open.Remove(recipient);
            var times = seen[recipient] = seen.GetValueOrDefault(recipient) + 1;
            if (times > recipient.MaximumCopies && !(recipient.DiffersByMethod && times <= 2))
            {
                Add("C5364-6-01", Severity.Fail, $"{recipient.Uri} is listed {times} times", entry);
            }

            Known(recipient, entry, uri, level);
        }
    }

    /// <summary>
    /// Whom an entry may mean, the likeliest first. A service may show URIs without their headers, so that a recipient whose URI has headers looks like another one whose
    /// URI has none: where both are listed, the reading counts that finds nothing wrong.
    /// </summary>
    private IEnumerable<Func<MergedRecipient, bool>> Meant(SipUri uri, CopyControl level) =>
    [
        r => Is(r, uri) && r.IsVisible && r.Role == level,
        r => IsBare(r, uri) && r.IsVisible && r.Role == level,
        r => r == receiver && IsBare(r, uri) && r.IsBlind && level == CopyControl.Bcc,
        r => Is(r, uri) && r.IsVisible,
        r => IsBare(r, uri) && r.IsVisible,
        r => Is(r, uri),
        r => r.IsVisible && r.Role == level,
        r => r.IsVisible,
        _ => true,
    ];

    private static bool Is(MergedRecipient recipient, SipUri uri) => recipient.Spellings.Any(s => s.EquivalentTo(uri));

    private static bool IsBare(MergedRecipient recipient, SipUri uri) => recipient.Spellings.Any(s => s.WithoutHeaders().EquivalentTo(uri));

    private void Known(MergedRecipient recipient, ListEntry entry, SipUri uri, CopyControl level)
    {
        if (recipient.IsKept)
        {
            return;
        }

        if (recipient.IsBlind)
        {
            Blind(recipient, entry, level);
            return;
        }

        if (recipient.Anonymize)
        {
            Anonymised(recipient, entry, level);
            return;
        }

        if (level != recipient.Role && !(recipient.MaximumCopies > 1 && recipient.Entries.Any(e => (e.CopyControl ?? CopyControl.Bcc) == level)))
        {
            var means = entry.CopyControlText is null ? "bcc, having no copyControl" : level.ToString().ToLowerInvariant();
            Add("C5364-3-02", Severity.Fail, $"{recipient.Uri} is {means}, not {recipient.Role.ToString().ToLowerInvariant()}", entry);
            if (recipient.Entries.Count > 1)
            {
                Add("C5364-4-16", Severity.Fail, $"{recipient.Uri} was listed {recipient.Entries.Count} times and has not kept its highest role, {recipient.Role.ToString().ToLowerInvariant()}", entry);
            }
        }

        if (uri.Headers.Count > 0)
        {
            Add("C5364-6-01", Severity.Finding, $"the headers of {entry.Uri} were meant for the service and are shown to all", entry, "A-27");
        }
    }

    private void Blind(MergedRecipient recipient, ListEntry entry, CopyControl level)
    {
        var own = receiver is null ? !ownBlindEntry : receiver == recipient;
        if (own && expected.Mode != BccMode.Strip && level == CopyControl.Bcc)
        {
            ownBlindEntry = true;
            return;
        }

        _ = disclosed.Add(recipient);
        if (own && expected.Mode != BccMode.Strip)
        {
            Add("C5364-4-07", Severity.Fail, $"the receiver's own entry is {level.ToString().ToLowerInvariant()}, not bcc", entry, "A-17");
            return;
        }

        var requirement = recipient.IsBlindByDefault ? "C5364-4-03" : expected.Mode switch
        {
            BccMode.Strip => "C5364-4-06",
            BccMode.Self => "C5364-4-07",
            _ => "C5364-4-05",
        };
        Add(requirement, Severity.Fail, $"{recipient.Uri} is bcc{(recipient.IsBlindByDefault ? " by default" : "")} and is listed all the same", entry, recipient.IsBlindByDefault ? "A-20" : "A-17");
    }

    private void Anonymised(MergedRecipient recipient, ListEntry entry, CopyControl level)
    {
        if (recipient.MaximumCopies > 1 && receiver == recipient && level == CopyControl.Bcc && expected.Mode != BccMode.Strip && recipient.Entries.Any(e => (e.CopyControl ?? CopyControl.Bcc) == level))
        {
            // Where equality is not transitive, one of the recipients that look like one is blind, and finds itself.
            return;
        }

        _ = disclosed.Add(recipient);
        if (recipient is { AnonymizeConflicts: true, MaximumCopies: > 1 })
        {
            // Where equality is not transitive, the entry that is shown may be another recipient than the one that is hidden.
            Add("C5364-4-11", Severity.Finding, $"an entry equal to {recipient.Uri} asks for anonymity, and one equal to that is shown", entry, "A-14");
            return;
        }

        if (recipient.AnonymizeConflicts)
        {
            disclosedOnConflict[recipient.Role] = disclosedOnConflict.GetValueOrDefault(recipient.Role) + 1;
            Differences.Add(new HistoryDifference("C5364-4-11", Severity.Finding, $"discloses on conflict: one entry of {recipient.Uri} asks for anonymity, another does not, and it is shown")
            {
                Reading = "A-16",
                IsInconclusive = true,
                Entry = entry,
            });
            return;
        }

        var whose = receiver == recipient ? "asked for anonymity and is shown in its own copy" : "asked for anonymity and is shown";
        Add("C5364-4-11", Severity.Fail, $"{recipient.Uri} {whose}", entry, "A-21");
        Add("C5364-4-12", Severity.Fail, $"{recipient.Uri} is not converted to {ResourceLists.AnonymousUri}", entry, "A-21");
    }

    /// <summary>A URI nobody listed: perhaps a stand-in for hidden recipients other than the one prescribed.</summary>
    private void Stranger(ListEntry entry, SipUri uri)
    {
        if (expected.MayShow(entry.Uri, HistoryTally.LevelOf(entry)))
        {
            return;
        }

        var standIn = expected.Anonymous.Values.Any(n => n > 0)
            && (uri.Host.Contains("anonymous", StringComparison.OrdinalIgnoreCase) || uri.User?.Contains("anonymous", StringComparison.OrdinalIgnoreCase) == true);
        if (standIn)
        {
            Add("C5364-4-12", Severity.Fail, $"hidden recipients are shown as {entry.Uri}, not as {ResourceLists.AnonymousUri}", entry);
        }
        else
        {
            Add("U5365-3-05", Severity.Fail, $"{entry.Uri} is in no list of the request", entry);
        }
    }

    /// <summary>Sums per level; returns by how much the history counts more hidden recipients than there are.</summary>
    private long Anonymous(HistoryTally tally)
    {
        var wrong = new List<(CopyControl Level, long Wanted, long Found, bool Both)>();
        foreach (var level in new[] { CopyControl.To, CopyControl.Cc })
        {
            var found = tally.AnonymousAt(level);
            var shown = disclosedOnConflict.GetValueOrDefault(level);
            var wanted = expected.Anonymous[level] - shown;
            var doubtful = expected.Doubtful(level);
            if (found < wanted - doubtful.Missing || found > wanted + doubtful.Besides)
            {
                wrong.Add((level, wanted, found, shown > 0 && found == wanted + shown));
            }
        }

        foreach (var entry in tally.Anonymous.Where(e => HistoryTally.LevelOf(e) == CopyControl.Bcc))
        {
            Add(entry.CopyControlText is null ? "C5364-6-02" : "C5364-4-18", Severity.Fail, $"an anonymous entry {(entry.CopyControlText is null ? "without copyControl, which means bcc" : "that is bcc")}", entry);
        }

        var mixed = wrong.Count == 2 && wrong.Sum(w => w.Wanted) == wrong.Sum(w => w.Found);
        if (mixed)
        {
            Add("C5364-3-03", Severity.Fail, $"hidden recipients of two levels are mixed: {Sums(wrong, w => w.Found)}, not {Sums(wrong, w => w.Wanted)}", reading: "A-23");
        }

        foreach (var (level, wanted, found, both) in mixed ? [] : wrong)
        {
            var name = level.ToString().ToLowerInvariant();
            var entries = tally.Anonymous.Where(e => HistoryTally.LevelOf(e) == level).ToList();
            var blindAndAnonymous = expected.Recipients.LongCount(r => r.IsBlind && r.Anonymize);
            var (requirement, why) = (both, found) switch
            {
                (true, _) => ("C5364-4-19", "; a recipient shown by its URI is counted as hidden too"),
                (_, 0) => ("C5364-7-03", "; hidden recipients must still be represented"),
                _ when found - wanted == blindAndAnonymous && blindAndAnonymous > 0 => ("C5364-4-18", "; bcc recipients that also ask for anonymity must not be counted"),
                _ when entries is [{ CountText: null }] && wanted > 1 => ("C5364-6-03", "; the one entry for them lacks its count"),
                _ => ("C5364-4-19", ""),
            };
            Add(requirement, Severity.Fail, $"{found} hidden {name} recipient{(found == 1 ? "" : "s")} counted, not {wanted}{why}", entries.FirstOrDefault(), both ? "A-16" : "A-23");
        }

        return wrong.Sum(w => w.Found - w.Wanted);
    }

    private static string Sums(List<(CopyControl Level, long Wanted, long Found, bool Both)> wrong, Func<(CopyControl Level, long Wanted, long Found, bool Both), long> pick) =>
        string.Join(" and ", wrong.Select(w => $"{pick(w)} {w.Level.ToString().ToLowerInvariant()}"));

    private void Missing(long countedTooMany)
    {
        foreach (var recipient in expected.Recipients.Where(r => r.IsVisible && !r.MayBeLeftOut && !seen.ContainsKey(r)))
        {
            var (role, uri) = (recipient.Role.ToString().ToLowerInvariant(), recipient.Uri);
            var saysFalse = recipient.Entries.Any(e => e.AnonymizeText is not null);
            if (receiver == recipient)
            {
                Add("C5364-3-02", Severity.Fail, $"the receiver itself, {role} {uri}, is missing; its user agent would take it for blind", reading: "A-19");
            }
            else if (saysFalse)
            {
                Add(countedTooMany > 0 ? "C5364-4-14" : "C5364-6-01", Severity.Fail, $"{role} {uri}, which says anonymize=\"false\", is {(countedTooMany > 0 ? "hidden" : "missing")}");
            }
            else
            {
                Add("U5365-3-10", Severity.Fail, $"{role} {uri} is missing");
            }
        }
    }

    private void OwnBlindEntry()
    {
        if (receiver is not { IsBlind: true })
        {
            return;
        }

        if (!ownBlindEntry && expected.Mode == BccMode.Self && expected.IsHistoryDue)
        {
            Add("C5364-4-07", Severity.Fail, $"the copy to the blind recipient {receiver.Uri} does not keep its own entry", reading: "A-17");
        }

        Readings.Add(new ReadingFollowed("A-17", ownBlindEntry ? "own bcc entry kept" : "all bcc entries removed"));
    }

    /// <summary>Hidden recipients in comments, display names and foreign content.</summary>
    private void Elsewhere(ResourceLists history, HistoryTally tally)
    {
        if (!expected.Hidden.IsEmpty)
        {
            foreach (var (recipient, _, _) in expected.Hidden.FindIn(Encoding.UTF8.GetString(history.Bytes.Span)))
            {
                // URIs that differ in parameters alone are told apart nowhere in a text: the one found may be the receiver's own.
                var itself = receiver is { IsBlind: true } && expected.Mode != BccMode.Strip && RecipientKey.Broad(recipient.Uri) == RecipientKey.Broad(receiver.Uri);
                if (!itself && !ownBlindEntryOf(recipient) && disclosed.Add(recipient))
                {
                    Add(recipient.IsBlind ? "C5364-4-02" : "C5364-4-11", Severity.Fail, $"{recipient.Uri} is hidden, and its URI stands in a comment, name or other text of the history", reading: "A-26");
                }
            }
        }

        var visibleNames = Names(r => r.IsVisible).ToHashSet(StringComparer.Ordinal);
        var hiddenNames = Names(r => !r.IsVisible).Where(n => !visibleNames.Contains(n)).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in tally.Entries.Where(e => e.DisplayName is { } name && hiddenNames.Contains(name.Trim())))
        {
            Add("C5364-4-11", Severity.Finding, $"the display name \"{entry.DisplayName}\" belongs to a hidden recipient", entry, "A-26");
        }

        bool ownBlindEntryOf(MergedRecipient recipient) => receiver is null && ownBlindEntry && recipient.IsBlind;
    }

    private IEnumerable<string> Names(Func<MergedRecipient, bool> which) =>
        expected.Recipients.Where(which).SelectMany(r => r.Entries).Where(e => !string.IsNullOrWhiteSpace(e.DisplayName)).Select(e => e.DisplayName!.Trim());

    private static MergedRecipient? Pick(List<MergedRecipient> open, Func<MergedRecipient, bool> fits) => open.Find(r => fits(r));

    private void Add(string requirement, Severity severity, string message, ListEntry? entry = null, string? reading = null) =>
        Differences.Add(new HistoryDifference(requirement, severity, message) { Entry = entry, Reading = reading });
}
