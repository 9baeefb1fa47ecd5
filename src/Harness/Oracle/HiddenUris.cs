using System.Buffers;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>
/// Finds, in text a service wrote, URIs of blind or anonymised recipients. Whole URIs are compared, never parts of words
/// "ted" is in "posted".
/// </summary>
public sealed class HiddenUris
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n<>\"',|{}\\^`\0");
    private static readonly string[] Schemes = ["sip:", "sips:", "tel:", "im:", "pres:"];

    private readonly Dictionary<string, MergedRecipient> byKey = new(StringComparer.Ordinal);

    internal HiddenUris(RecipientExpectation expectation)
    {
        foreach (var recipient in expectation.Recipients.Where(r => r is { IsVisible: false, IsKept: false }))
        {
            // Under the same user and host a visible recipient may stand: its URI discloses nobody.
            if (!expectation.Alike(recipient.Uri).Any(r => r.IsVisible))
            {
                _ = byKey.TryAdd(RecipientKey.Broad(recipient.Uri), recipient);
            }
        }
    }

    public bool IsEmpty => byKey.Count == 0;

    /// <summary>Each hidden recipient whose URI occurs, once, with the place of its first occurrence in <paramref name="text"/>.</summary>
    public IEnumerable<(MergedRecipient Recipient, int Index, int Length)> FindIn(string text)
    {
        var seen = new HashSet<MergedRecipient>();
        for (var colon = text.IndexOf(':', StringComparison.Ordinal); colon >= 0 && !IsEmpty; colon = text.IndexOf(':', colon + 1))
        {
            if (StartOf(text, colon) is not { } start)
            {
                continue;
            }

            var rest = text.AsSpan(start);
            var length = rest.IndexOfAny(Ends) is var end and >= 0 ? end : rest.Length;
            if (At(text.Substring(start, length)) is { } found && seen.Add(found))
            {
                yield return (found, start, length);
            }
        }
    }

    /// <summary>Where the scheme before a colon starts, when it is one of ours and no part of a longer word.</summary>
    private static int? StartOf(string text, int colon)
    {
        foreach (var scheme in Schemes)
        {
            var start = colon + 1 - scheme.Length;
            if (start >= 0 && string.Compare(text, start, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])))
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>A sentence may end right after a URI, and XML may have escaped its ampersands.</summary>
    private MergedRecipient? At(string candidate)
    {
        var cut = candidate.Replace("&amp;", "&", StringComparison.Ordinal).Split('&', ';', '?')[0];
        foreach (var text in new[] { candidate, cut, cut.TrimEnd('.', ')', '!', ']') })
        {
            if (SipUri.TryParse(text, out var uri) && byKey.TryGetValue(RecipientKey.Broad(uri), out var recipient))
            {
                return recipient;
            }
        }

        return null;
    }
}
