using Conformance.Wire.Lists;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What becomes of blind recipients in histories: the two ways RFC 5364 4 leaves.</summary>
internal enum BlindMode
{
    /// <summary>They are in nobody's, so that one history serves all.</summary>
    Strip,

    /// <summary>Each sees itself, and none of the others.</summary>
    Self,
}

/// <summary>The list of recipients that goes along with each copy (RFC 5364 6).</summary>
internal static class History
{
    /// <summary>
    /// The entries of the history in the copy to <paramref name="receiver"/>: first the "to" level, then "cc", and at each level the visible
    /// recipients and one entry that counts the hidden ones. Blind recipients are left out, hidden or not.
    /// </summary>
    /// <param name="receiver">Null for the copy that all share.</param>
    public static IReadOnlyList<ListEntry> For(IReadOnlyList<Recipient> recipients, Recipient? receiver, BlindMode mode, HistoryConduct conduct)
    {
        var shown = recipients.Select(conduct.Shown).ToList();
        var entries = new List<ListEntry>();
        foreach (var level in (CopyControl[])[CopyControl.To, CopyControl.Cc])
        {
            entries.AddRange(shown.Where(one => one.Level == level && !one.Hidden)
                .Select(one => new ListEntry(one.PublicUri) { CopyControl = level }));
            var hidden = shown.Count(one => one.Level == level && one.Hidden);
            if (hidden > 0)
            {
                entries.Add(new ListEntry(conduct.AnonymousUri) { CopyControl = level, Count = hidden });
            }
        }

        if (mode == BlindMode.Self && receiver is { Level: CopyControl.Bcc })
        {
            entries.Add(new ListEntry(receiver.PublicUri) { CopyControl = CopyControl.Bcc });
        }

        return conduct.Entries(entries, recipients, receiver);
    }
}
