using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>An entry of a history list, freed from everything that may be written in several ways.</summary>
/// <param name="Level">How visible the recipient is.</param>
/// <param name="Uri">Null for recipients shown as anonymous.</param>
/// <param name="Count">How many recipients it stands for.</param>
public sealed record HistoryItem(CopyControl Level, SipUri? Uri, long Count)
{
    public override string ToString() => $"{Level.ToString().ToLowerInvariant()} {(Uri is null ? $"anonymous x{Count}" : Uri)}";
}

/// <summary>The legs and the history that a set of lists calls for.</summary>
public sealed class RecipientExpectation
{
    private readonly ILookup<string, MergedRecipient> broad;
    private readonly Lazy<HiddenUris> hidden;
    private readonly Lazy<IReadOnlyList<(string Uri, CopyControl Role, bool IsHidden)>> invalidOnes;

    internal RecipientExpectation(IReadOnlyList<MergedRecipient> recipients, IReadOnlyList<ListEntry> invalid, BccMode mode)
    {
        Recipients = recipients;
        InvalidTargets = invalid;
        Mode = mode;
        IsHistoryDue = recipients.Any(r => !r.IsBlind);
        broad = recipients.ToLookup(r => RecipientKey.Broad(r.Uri), StringComparer.Ordinal);
        Anonymous = Enum.GetValues<CopyControl>().ToDictionary(level => level, level => level == CopyControl.Bcc ? 0L : recipients.LongCount(r => r.Role == level && r.Anonymize));
        hidden = new(() => new HiddenUris(this));
        invalidOnes = new(() => [.. invalid.GroupBy(e => e.Uri, StringComparer.Ordinal).Select(g => (g.Key, g.Max(e => e.CopyControl ?? CopyControl.Bcc), g.Any(e => e.AnonymizeText is not null && e.Anonymize != false)))]);
    }

    /// <summary>One MESSAGE is due to each, in order of first mention.</summary>
    public IReadOnlyList<MergedRecipient> Recipients { get; }

    /// <summary>Entries that name nobody a MESSAGE could be sent to: no URI, or of a scheme such as mailto (A-52).</summary>
    public IReadOnlyList<ListEntry> InvalidTargets { get; }

    public BccMode Mode { get; }

    /// <summary>How many hidden recipients each level has; bcc recipients are never counted.</summary>
    public IReadOnlyDictionary<CopyControl, long> Anonymous { get; }

    /// <summary>
    /// How many of the hidden of a level may be counted or not: to whom no request can be made (A-52), and who are one or several, as equality is not transitive (A-14).
    /// The first number may be missing, the second be counted besides.
    /// </summary>
    internal (long Missing, long Besides) Doubtful(CopyControl level)
    {
        var several = Recipients.Where(r => r is { MaximumCopies: > 1, Anonymize: true } && r.Entries.Any(e => e.CopyControl == level)).Sum(r => (long)r.MaximumCopies);
        return (
            several + Recipients.LongCount(r => r.MayBeLeftOut && r.Role == level && r.Anonymize),
            several + invalidOnes.Value.LongCount(e => e.Role == level && e.IsHidden));
    }

    /// <summary>
    /// True for what the sender listed openly although nobody can be reached by it. Whether it is in histories is left to the service, as long as it is there in its own
    /// role (A-52).
    /// </summary>
    internal bool MayShow(string uri, CopyControl level) => invalidOnes.Value.Any(e => e.Uri == uri && e.Role == level && e is { IsHidden: false, Role: not CopyControl.Bcc });

    /// <summary>Whether each copy should carry a history: as soon as there is a to or cc recipient (U5365-7.3-05).</summary>
    public bool IsHistoryDue { get; }

    /// <summary>URIs that the service must not show to others.</summary>
    public HiddenUris Hidden => hidden.Value;

    /// <summary>The history of a copy; anonymous recipients grouped, which is one of several ways to write it (A-23).</summary>
    public IReadOnlyList<HistoryItem> History(MergedRecipient receiver)
    {
        List<HistoryItem> items = [.. Recipients.Where(r => r.IsVisible).Select(r => new HistoryItem(r.Role, r.Uri, 1))];
        items.AddRange(Anonymous.Where(a => a.Value > 0).OrderByDescending(a => a.Key).Select(a => new HistoryItem(a.Key, null, a.Value)));
        if (Mode == BccMode.Self && receiver.IsBlind)
        {
            items.Add(new HistoryItem(CopyControl.Bcc, receiver.Uri, 1));
        }

        return items;
    }

    /// <summary>Whose leg a request is. Parameters and headers may have been used up on the way, so the nearest match counts.</summary>
    public MergedRecipient? Find(SipUri requestUri)
    {
        var plain = requestUri.WithoutParameter("method");
        var candidates = Alike(plain);
        return candidates.FirstOrDefault(r => r.Spellings.Any(s => s.EquivalentTo(plain)))
            ?? candidates.FirstOrDefault(r => r.Spellings.Any(s => s.WithoutHeaders().EquivalentTo(plain)))
            ?? candidates.FirstOrDefault(r => r.Uri.Port == plain.Port)
            ?? (candidates.Count == 1 ? candidates[0] : null);
    }

    /// <summary>Others that differ from a recipient in their <c>?headers</c> alone: one copy for all of them is a finding, no failure (A-14).</summary>
    public IEnumerable<MergedRecipient> HeaderTwins(MergedRecipient recipient)
    {
        var bare = recipient.Uri.WithoutHeaders();
        return Alike(recipient.Uri).Where(other => other != recipient && other.Uri.WithoutHeaders().EquivalentTo(bare));
    }

    /// <summary>The recipients of the same scheme, user and host.</summary>
    internal IReadOnlyList<MergedRecipient> Alike(SipUri uri) => [.. broad[RecipientKey.Broad(uri)]];
}
