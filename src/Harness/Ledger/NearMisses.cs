namespace Conformance.Harness.Ledger;

/// <summary>Turns a mistyped id into the ids that were probably meant.</summary>
public static class NearMisses
{
    private const int Shown = 3;

    // So few that a reader takes them in at a glance.
    private const int MostNamed = 9;

    /// <summary>A sentence that says so, and names what was probably meant.</summary>
    public static string Explain(string id, string what, IReadOnlyCollection<string> known)
    {
        var near = Of(id, known);
        var hint = near.Count > 0 ? $"; did you mean {string.Join(" or ", near)}?"
            : known.Count <= MostNamed ? $"; there are {string.Join(", ", known)}"
            : $"; {known.Count} are known, such as {known.First()}";
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

    /// <summary>Edit distance, swapped neighbours being one edit; a missing prefix such as <c>RCPT-</c>, or any missing rest, costs one edit only.</summary>
    private static int Distance(string wanted, string candidate)
    {
        if (candidate.EndsWith("-" + wanted, StringComparison.Ordinal) || (wanted.Length >= 4 && candidate.Contains(wanted, StringComparison.Ordinal)))
        {
            return 1;
        }

        var cost = new int[wanted.Length + 1, candidate.Length + 1];
        for (var i = 0; i <= wanted.Length; i++)
        {
            for (var j = 0; j <= candidate.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var replaced = cost[i - 1, j - 1] + (wanted[i - 1] == candidate[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && wanted[i - 1] == candidate[j - 2] && wanted[i - 2] == candidate[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[wanted.Length, candidate.Length];
    }
}
