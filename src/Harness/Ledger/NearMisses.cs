namespace Conformance.Harness.Ledger;

/// <summary>Turns a mistyped id into the ids that were probably meant.</summary>
internal static class NearMisses
{
    private const int Shown = 3;

    public static string Explain(string id, string what, IReadOnlyCollection<string> known)
    {
        var near = Of(id, known);
        var hint = near.Count == 0 ? $"; {known.Count} are known, such as {known.First()}" : $"; did you mean {string.Join(" or ", near)}?";
        return $"there is no {what} '{id}'{hint}";
    }

    /// <summary>At most three ids, nearest first: those that contain the text, then those few edits away from it.</summary>
    public static IReadOnlyList<string> Of(string id, IEnumerable<string> known)
    {
        var wanted = id.Trim().ToUpperInvariant();
        if (wanted.Length == 0)
        {
            return [];
        }

        // A third of the letters may differ: beyond that a suggestion is noise.
        var tolerance = Math.Max(1, wanted.Length / 3);
        return [.. known
            .Select(candidate => (candidate, distance: Distance(wanted, candidate.ToUpperInvariant())))
            .Where(c => c.distance <= tolerance)
            .OrderBy(c => c.distance)
            .ThenBy(c => c.candidate, StringComparer.Ordinal)
            .Take(Shown)
            .Select(c => c.candidate)];
    }

    /// <summary>Edit distance; a missing prefix such as <c>RCPT-</c> costs one edit only.</summary>
    private static int Distance(string wanted, string candidate)
    {
        if (candidate.EndsWith("-" + wanted, StringComparison.Ordinal))
        {
            return 1;
        }

        var previous = Enumerable.Range(0, candidate.Length + 1).ToArray();
        var current = new int[candidate.Length + 1];
        for (var i = 1; i <= wanted.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= candidate.Length; j++)
            {
                var replaced = previous[j - 1] + (wanted[i - 1] == candidate[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[candidate.Length];
    }
}
