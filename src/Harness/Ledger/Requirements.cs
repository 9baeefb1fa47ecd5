using System.Diagnostics.CodeAnalysis;

namespace Conformance.Harness.Ledger;

/// <summary>All requirements, read from the embedded ledgers on first use.</summary>
public static class Requirements
{
    private static readonly Lazy<Requirement[]> Everything =
        new(() => [.. LedgerJson.Requirements("receipts.json"), .. LedgerJson.Requirements("rfc5365.json")]);

    private static readonly Lazy<Dictionary<string, Requirement>> ById =
        new(() => Everything.Value.ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>In the order of the specifications: the receipts draft first, then RFC 5365 and what it imports.</summary>
    public static IReadOnlyList<Requirement> All => Everything.Value;

    /// <summary>The requirement of that id, in any case of letters.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the text names the ids that look most like it.</exception>
    public static Requirement Get(string id) =>
        TryGet(id, out var found) ? found : throw new KeyNotFoundException(NearMisses.Explain(id, "requirement", ById.Value.Keys));

    public static bool TryGet(string id, [NotNullWhen(true)] out Requirement? requirement) => ById.Value.TryGetValue(id, out requirement);

    /// <summary>The requirements under each heading, headings and requirements in the order of <see cref="All"/>.</summary>
    public static IEnumerable<IGrouping<(string Specification, string Title), Requirement>> ByHeading =>
        All.GroupBy(r => (r.Specification, r.Title));
}
