using System.Text.RegularExpressions;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Remote.Description;

/// <summary>The items of the PICS, as the conditions of the ledger name them: <c>P-DEFER</c>, <c>PICS-BCC-MODE</c>.</summary>
public static partial class PicsItems
{
    private static readonly Lazy<string[]> Names = new(() =>
        [.. Requirements.All.SelectMany(r => Name().Matches(r.Condition ?? "").Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>All of them, in order of their names.</summary>
    public static IReadOnlyCollection<string> All => Names.Value;

    [GeneratedRegex("P(ICS)?-[A-Z]+(-[A-Z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
