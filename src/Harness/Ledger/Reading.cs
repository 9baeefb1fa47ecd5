using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Ledger;

/// <summary>One place where the texts leave something open, and how the harness reads it.</summary>
/// <param name="Id"><c>AMB-13</c> for the receipts draft, <c>A-23</c> for RFC 5365 and its company, a name for a switch that belongs to no passage.</param>
/// <param name="Problem">What is open or contradictory.</param>
/// <param name="Decision">The reading that verdicts rest on.</param>
public sealed record Reading(string Id, string Problem, string Decision)
{
    /// <summary>Short name; the problem itself where it has none of its own.</summary>
    public string Title { get => field ?? Problem; init; }

    /// <summary>Where the texts say it, or the subject it belongs to.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// What else is accepted and how: <c>no</c>, <c>yes</c> (silently), <c>advisory</c> (reported), <c>PIXIT</c> (when declared
    /// before the run) or <c>info</c> (recorded), followed by the conditions.
    /// </summary>
    public string? Lenient { get; init; }

    /// <summary>Ids of the requirements it bears upon.</summary>
    public IReadOnlyList<string> Requirements { get => field ?? []; init; }

    /// <summary>Between what the tester chooses, the default first; empty where the decision stands.</summary>
    public IReadOnlyList<ReadingAlternative> Alternatives { get => field ?? []; init; }

    /// <summary>The setting of the SUT file that settles it, where that is no choice between names: a bound, a time, a claim. Null for none.</summary>
    public string? Setting { get; init; }

    /// <summary>Why no check rests on it, where none does; null where one does.</summary>
    public string? Unchecked { get; init; }

    /// <summary>True when the tester can choose.</summary>
    [JsonIgnore]
    public bool IsOpen => Alternatives.Count > 0;

    /// <summary>The alternative of that name; null when there is none. Case does not count.</summary>
    public ReadingAlternative? Alternative(string name) => Alternatives.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>All readings, read from the embedded ledger on first use.</summary>
public static partial class Readings
{
    private static readonly Lazy<Reading[]> Everything = new(() => LedgerJson.Readings("readings.json"));

    private static readonly Lazy<Dictionary<string, Reading>> ById = new(Index);

    private static readonly Lazy<Dictionary<string, IReadOnlyList<string>>> ByReading = new(Bearings);

    public static IReadOnlyList<Reading> All => Everything.Value;

    /// <exception cref="KeyNotFoundException">There is none; the text names the ids that look most like it.</exception>
    public static Reading Get(string id) =>
        TryGet(id, out var found) ? found : throw new KeyNotFoundException(NearMisses.Explain(id, "reading", ById.Value.Keys));

    public static bool TryGet(string id, [NotNullWhen(true)] out Reading? reading) => ById.Value.TryGetValue(id, out reading);

    /// <summary>Ids of the requirements that an ambiguity bears upon: those it names, and those whose rows name it.</summary>
    public static IReadOnlyList<string> Bearing(Reading reading) => ByReading.Value.GetValueOrDefault(reading.Id) ?? [];

    /// <summary>The readings that bear upon a requirement.</summary>
    public static IEnumerable<Reading> Of(Requirement requirement) => All.Where(r => r.Requirements.Contains(requirement.Id));

    private static Dictionary<string, IReadOnlyList<string>> Bearings()
    {
        var named = Ledger.Requirements.All
            .SelectMany(r => Mention().Matches($"{r.Text} {r.Observable} {r.Purpose} {r.Mutant}").Select(m => (Id: m.Value, r)))
            .Where(m => TryGet(m.Id, out _))
            .ToLookup(m => Get(m.Id).Id, m => m.r.Id, StringComparer.Ordinal);
        return All.ToDictionary(r => r.Id, r => (IReadOnlyList<string>)[.. r.Requirements.Concat(named[r.Id]).Distinct()], StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\b(AMB|A)-\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    /// <summary>A reading that settles two items, <c>A-64/65</c>, is found under both numbers as well.</summary>
    private static Dictionary<string, Reading> Index()
    {
        var index = new Dictionary<string, Reading>(StringComparer.OrdinalIgnoreCase);
        foreach (var reading in Everything.Value)
        {
            index.Add(reading.Id, reading);
            var slash = reading.Id.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0)
            {
                index.Add(reading.Id[..slash], reading);
                index.Add(string.Concat(reading.Id.AsSpan(0, reading.Id.IndexOf('-', StringComparison.Ordinal) + 1), reading.Id.AsSpan(slash + 1)), reading);
            }
        }

        return index;
    }
}
