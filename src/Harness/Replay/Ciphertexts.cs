using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Golden;
using Conformance.Harness.Journal;

namespace Conformance.Harness.Replay;

/// <summary>
/// What the harness encrypts is other octets every time, and what it signs has the date of its second; a system under test that passes a message on sends back
/// those of then. Here they become those of today, so that both can be compared.
/// </summary>
/// <param name="then">What the harness sent then.</param>
internal sealed partial class Ciphertexts(IReadOnlyList<JournalEntry> then)
{
    private readonly List<Piece> _then = [.. then.SelectMany(In).Distinct()];
    private readonly HashSet<Piece> _now = [];
    private readonly List<(string Then, string Now)> _pairs = [];

    /// <summary>The harness sends a message; the pieces in it stand for the next ones of then that are alike.</summary>
    internal void Sent(JournalEntry now)
    {
        foreach (var piece in In(now).Where(_now.Add))
        {
            var at = _then.FindIndex(t => t.Likeness == piece.Likeness);
            if (at >= 0)
            {
                _pairs.Add((_then[at].Text, piece.Text));
                _then.RemoveAt(at);
            }
        }
    }

    /// <summary>What came then, as it would come today.</summary>
    internal JournalEntry AsOfToday(JournalEntry came)
    {
        if (_pairs.Count == 0)
        {
            return came;
        }

        var text = Encoding.Latin1.GetString(came.Bytes.Span);
        var today = _pairs.Aggregate(text, (t, pair) => t.Replace(pair.Then, pair.Now, StringComparison.Ordinal));
        return ReferenceEquals(text, today) ? came : came with { Bytes = Encoding.Latin1.GetBytes(today) };
    }

    private static IEnumerable<Piece> In(JournalEntry entry)
    {
        var text = Encoding.Latin1.GetString(entry.Bytes.Span);
        var envelopes = CmsPlaces.In(text).Select(place => new Piece(place.Length.ToString(CultureInfo.InvariantCulture), text.Substring(place.Start, place.Length)));
        return Dated().Matches(text).Select(dated => new Piece(dated.Groups["rest"].Value, dated.Value)).Concat(envelopes);
    }

    // The date of a signed entity and what it is the date of, up to the boundary.
    [GeneratedRegex(@"Date: [^\r\n]+ GMT(?<rest>\r\n\r\n.*?\r\n--[^\r\n]+)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    /// <param name="Likeness">What it has in common with the same one of another day: of an envelope the length, of a dated text all but the date.</param>
    /// <param name="Text">Its octets as Latin-1.</param>
    private readonly record struct Piece(string Likeness, string Text);
}
