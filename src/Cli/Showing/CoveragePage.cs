using System.Globalization;
using Conformance.Cli.Selection;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Showing;

/// <summary>Every clause with what verifies it and which faults show that it does, as a page in Markdown. Computed; nobody types a number of it.</summary>
internal static class CoveragePage
{
    private const string Rule = "rule: ";

    /// <summary>Writes the page.</summary>
    internal static void Write(TextWriter output)
    {
        var catalogue = new Catalogue();
        var matrix = RequirementMatrix.Compute([], RequirementMatrix.Verifiers(catalogue.Scenarios, catalogue.Rules));
        var faults = ReferenceSeats.Deviations.CountBy(d => d.Requirement).ToDictionary(StringComparer.OrdinalIgnoreCase);
        output.WriteLine("# Coverage");
        output.WriteLine();
        output.WriteLine("What verifies each clause, computed from the scenarios, the rules and the faults of the reference. `conformance list coverage` writes this page, and a");
        output.WriteLine("test compares the two.");
        output.WriteLine();
        output.WriteLine(Text($"{catalogue.Scenarios.Count} scenarios make {catalogue.Cases.Count} cases; {catalogue.Rules.Count} message rules; {ReferenceSeats.Deviations.Count} faults of the reference."));
        output.WriteLine();
        Table(output, ["specification", "clauses", "verified", "not verified yet", "not testable"], matrix.GroupBy(r => r.Requirement.Specification).Select(Counts).Append(Counts("all", matrix)));
        foreach (var specification in matrix.GroupBy(r => r.Requirement.Specification))
        {
            output.WriteLine();
            output.WriteLine($"## {specification.Key}");
            output.WriteLine();
            Table(output, ["clause", "section", "level", "verified by", "faults"], specification.Select(row => new[]
            {
                row.Requirement.Id,
                row.Requirement.Section,
                Spelling.Of(row.Requirement.Level),
                Means(row),
                Text($"{faults.GetValueOrDefault(row.Requirement.Id)}"),
            }));
        }
    }

    private static string[] Counts(IGrouping<string, RequirementResult> specification) => Counts(specification.Key, specification);

    private static string[] Counts(string name, IEnumerable<RequirementResult> rows)
    {
        var counts = rows.CountBy(Listings.Standing).ToDictionary(StringComparer.Ordinal);
        string[] kinds = ["verified", "not-verified-yet", "not-testable"];
        return [name, Text($"{counts.Values.Sum()}"), .. kinds.Select(kind => Text($"{counts.GetValueOrDefault(kind)}"))];
    }

    private static string Means(RequirementResult row)
    {
        if (row.Requirement.NotTestableReason is { } reason)
        {
            return $"not testable: {reason}";
        }

        var rules = row.VerifiedBy.Count(v => v.StartsWith(Rule, StringComparison.Ordinal));
        string[] rule = rules switch { 0 => [], 1 => ["a rule"], _ => [Text($"{rules} rules")] };
        var means = row.VerifiedBy.Where(v => !v.StartsWith(Rule, StringComparison.Ordinal)).Select(name => $"`{name}`").Concat(rule);
        return string.Join(", ", means) is { Length: > 0 } text ? text : "nothing yet";
    }

    private static void Table(TextWriter output, string[] heads, IEnumerable<string[]> rows)
    {
        output.WriteLine($"| {string.Join(" | ", heads)} |");
        output.WriteLine($"|{string.Concat(heads.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(cell => cell.ReplaceLineEndings(" ").Replace("|", @"\|", StringComparison.Ordinal)))} |");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
