using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>From list documents to the people who get a copy, each once.</summary>
internal static class RecipientList
{
    /// <summary>The recipients of one document in order, duplicates included; nested lists are read as if flat, references are passed over.</summary>
    /// <returns>False when an entry names no URI at all.</returns>
    public static bool TryRead(ResourceLists document, RecipientConduct conduct, List<Recipient> recipients) =>
        document.Lists.All(list => TryRead(list, hidden: false, conduct, recipients));

    /// <summary>
    /// One recipient per URI (RFC 5363 4.1): the most visible role wins (RFC 5364 4), and whoever one entry hides is hidden.
    /// </summary>
    /// <returns>Null when too many spellings of one address would make the comparison costly.</returns>
    public static IReadOnlyList<Recipient>? Merge(IEnumerable<Recipient> recipients)
    {
        var table = new UriTable();
        var merged = new List<Recipient>();
        foreach (var recipient in recipients)
        {
            if (table.Add(recipient.Uri, out var number))
            {
                merged.Add(recipient);
            }
            else
            {
                var first = merged[number];
                merged[number] = first with
                {
                    Level = (CopyControl)Math.Max((int)first.Level, (int)recipient.Level),
                    Hidden = first.Hidden || recipient.Hidden,
                };
            }

            if (table.MostAlike > MostSpellings)
            {
                return null;
            }
        }

        return merged;
    }

    /// <summary>An honest list spells one address in a few ways; this many are an attempt to keep us busy.</summary>
    private const int MostSpellings = 64;

    private static bool TryRead(ResourceList list, bool hidden, RecipientConduct conduct, List<Recipient> recipients)
    {
        hidden |= conduct.Hides(list);
        foreach (var node in list.Children)
        {
            switch (node)
            {
                case ResourceList nested when !TryRead(nested, hidden, conduct, recipients):
                    return false;
                case ListEntry entry when SipUri.TryParse(entry.Uri, out var uri):
                    recipients.Add(new Recipient(conduct.UriOf(uri), conduct.LevelOf(entry), hidden || conduct.Hides(entry)) { Name = entry.DisplayName });
                    break;
                case ListEntry:
                    return false;
            }
        }

        return true;
    }
}
