using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>What a list service must make of the lists it was given (RFC 5365 section 7, RFC 5364, RFC 5363 section 4.1).</summary>
public static class RecipientOracle
{
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "sip", "sips", "tel", "im", "pres" };

    /// <summary>Takes the union of all entries, nested lists included, and merges those that name the same recipient.</summary>
    /// <param name="lists">Every part of the request whose disposition is recipient-list.</param>
    /// <param name="mode">What the SUT declares about blind recipients.</param>
    /// <param name="cannotBeServed">URIs to which no request can be made, so that a service may leave them out of everything; null for none.</param>
    /// <param name="kept">Members of the stored list that the request was sent to, whom the service serves beside those listed (RFC 5363 1).</param>
    public static RecipientExpectation Expect(IEnumerable<ResourceLists> lists, BccMode mode, Func<SipUri, bool>? cannotBeServed = null, IReadOnlyList<SipUri>? kept = null)
    {
        var groups = new List<RecipientGroup>();
        var buckets = new Dictionary<string, List<RecipientGroup>>(StringComparer.Ordinal);
        var byText = new Dictionary<string, RecipientGroup>(StringComparer.Ordinal);
        var invalid = new List<ListEntry>();
        foreach (var (entry, isInside) in lists.SelectMany(Entries))
        {
            if (!SipUri.TryParse(entry.Uri, out var uri) || !Schemes.Contains(uri.Scheme))
            {
                invalid.Add(entry);
                continue;
            }

            var group = GroupOf(uri);
            group.Entries.Add((entry, uri));
            group.IsListed |= !isInside;
        }

        foreach (var uri in kept ?? [])
        {
            var group = GroupOf(uri);
            group.Kept.Add((new ListEntry(uri.ToString()), uri));
            group.IsListed = true;
        }

        return new RecipientExpectation([.. groups.Where(g => g.IsRoot).Select(g => g.Build(cannotBeServed))], invalid, mode);

        RecipientGroup GroupOf(SipUri uri)
        {
            var plain = uri.WithoutParameter("method");
            var text = plain.ToString();
            if (!byText.TryGetValue(text, out var group))
            {
                group = Place(plain, groups, buckets);
                byText.Add(text, group);
            }

            return group.Root;
        }
    }

    /// <summary>All entries of a document; true for those of a list inside a list, which a service need not look into (RFC 5365 7).</summary>
    private static IEnumerable<(ListEntry Entry, bool IsInside)> Entries(ResourceLists document)
    {
        if (!document.Lists.Any(l => l.Children.Any(c => c is ResourceList)))
        {
            return document.FlatEntries.Select(e => (e, false));
        }

        var open = new HashSet<ListEntry>(document.Lists.SelectMany(l => l.Children.OfType<ListEntry>()), ReferenceEqualityComparer.Instance);
        return document.FlatEntries.Select(e => (e, !open.Contains(e)));
    }

    /// <summary>The group of a URI not seen before. When it equals members of several groups, they become one.</summary>
    private static RecipientGroup Place(SipUri uri, List<RecipientGroup> groups, Dictionary<string, List<RecipientGroup>> buckets)
    {
        var key = RecipientKey.Narrow(uri);
        if (!buckets.TryGetValue(key, out var bucket))
        {
            buckets.Add(key, bucket = []);
        }

        RecipientGroup? found = null;
        foreach (var candidate in bucket.Where(g => g.IsRoot && g.Spellings.Any(s => s.EquivalentTo(uri))).ToList())
        {
            if (found is null)
            {
                found = candidate;
            }
            else
            {
                found.Absorb(candidate);
                _ = bucket.Remove(candidate);
            }
        }

        if (found is null)
        {
            found = new RecipientGroup();
            groups.Add(found);
            bucket.Add(found);
        }

        found.Spellings.Add(uri);
        return found;
    }
}

/// <summary>Entries known so far to name one recipient.</summary>
internal sealed class RecipientGroup
{
    private RecipientGroup? absorbedBy;

    public List<SipUri> Spellings { get; } = [];

    public List<(ListEntry Entry, SipUri Uri)> Entries { get; } = [];

    /// <summary>The same people as members of a stored list, where nothing says how visible they are.</summary>
    public List<(ListEntry Entry, SipUri Uri)> Kept { get; } = [];

    /// <summary>True for somebody who stands on a list itself, not only on one inside it.</summary>
    public bool IsListed { get; set; }

    public bool IsRoot => absorbedBy is null;

    public RecipientGroup Root => absorbedBy?.Root ?? this;

    public void Absorb(RecipientGroup other)
    {
        other.absorbedBy = this;
        Spellings.AddRange(other.Spellings);
        Entries.AddRange(other.Entries);
        Kept.AddRange(other.Kept);
        IsListed |= other.IsListed;
    }

    public MergedRecipient Build(Func<SipUri, bool>? cannotBeServed)
    {
        var hidden = Entries.Count(e => AsksForAnonymity(e.Entry));
        List<(ListEntry Entry, SipUri Uri)> all = [.. Entries, .. Kept];
        return new MergedRecipient
        {
            Uri = Spellings[0],
            Role = all.Max(e => e.Entry.CopyControl ?? CopyControl.Bcc),
            Anonymize = hidden > 0,
            Entries = [.. all.Select(e => e.Entry)],
            IsKept = Entries.Count == 0,
            Spellings = Spellings,
            MayBeLeftOut = !IsListed || (cannotBeServed is not null && Spellings.TrueForAll(s => cannotBeServed(s))),
            MaximumCopies = MutuallyDifferent(),
            DiffersByMethod = all.Select(e => e.Uri.Parameter("method") ?? "").Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1,
            AnonymizeConflicts = hidden > 0 && hidden < Entries.Count,
        };
    }

    private static bool AsksForAnonymity(ListEntry entry) => entry.AnonymizeText is not null && entry.Anonymize != false;

    private int MutuallyDifferent()
    {
        var chosen = new List<SipUri>();
        foreach (var uri in Spellings)
        {
            if (!chosen.Any(c => c.EquivalentTo(uri)))
            {
                chosen.Add(uri);
            }
        }

        // The first spelling may be equal to all the others, which are not equal to one another.
        return Spellings.Count < 3 ? 1 : Math.Max(chosen.Count, Spellings.Skip(1).Count(a => Spellings.Skip(1).All(b => ReferenceEquals(a, b) || !a.EquivalentTo(b))));
    }
}
