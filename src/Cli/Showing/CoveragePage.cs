using System.Globalization;
using Conformance.Cli.Commands;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
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

    private const string Verified = "verified";
    private const string InPart = "in part";

    /// <summary>Writes the page. The cases are run for it, on the conformant reference in memory: what verifies a clause is what came to be judged there.</summary>
    internal static void Write(TextWriter output)
    {
        var catalogue = new Catalogue();
        var results = new MutantHunt(catalogue, OptionShapes.StandardSeed).RunClean(Seat.All.Select(s => s.Name).ToHashSet(StringComparer.Ordinal), default);
        var matrix = RequirementMatrix.Compute(results, RequirementMatrix.Verifiers(catalogue.Scenarios, catalogue.Rules));
        var seats = SeatsOf(results);
        var faults = ReferenceSeats.Deviations.CountBy(d => d.Requirement).ToDictionary(StringComparer.OrdinalIgnoreCase);
        output.WriteLine("# Coverage");
        output.WriteLine();
        output.WriteLine("What verifies each clause, computed from the scenarios, the rules, the faults of the reference, and a run of all cases against it in memory. A clause is");
        output.WriteLine("verified when it was judged in every seat that it binds. `conformance list coverage` writes this page, and a test compares the two.");
        output.WriteLine();
        output.WriteLine(Text($"{catalogue.Scenarios.Count} scenarios make {catalogue.Cases.Count} cases; {catalogue.Rules.Count} message rules; {ReferenceSeats.Deviations.Count} faults of the reference."));
        output.WriteLine();
        Table(output, ["specification", "clauses", Verified, InPart, "not yet", "not testable"], matrix.GroupBy(r => r.Requirement.Specification).Select(g => Counts(g.Key, g, seats)).Append(Counts("all", matrix, seats)));
        foreach (var specification in matrix.GroupBy(r => r.Requirement.Specification))
        {
            output.WriteLine();
            output.WriteLine($"## {specification.Key}");
            output.WriteLine();
            Table(output, ["clause", "section", "level", "seats", "verified by", "faults"], specification.Select(row => new[]
            {
                row.Requirement.Id,
                row.Requirement.Section,
                Spelling.Of(row.Requirement.Level),
                Places(row, seats),
                Means(row),
                Text($"{faults.GetValueOrDefault(row.Requirement.Id)}"),
            }));
        }

        WriteReadings(output);
    }

    /// <summary>How each ambiguity is settled, and how many scenarios, rules, accepted ways and faults show it.</summary>
    private static void WriteReadings(TextWriter output)
    {
        var evidence = Listings.Evidence();
        var kinds = evidence.CountBy(e => e.Kind).ToDictionary(StringComparer.Ordinal);
        output.WriteLine();
        output.WriteLine("## Ambiguities");
        output.WriteLine();
        output.WriteLine(Text($"Of {evidence.Count} passages that the texts leave open, {kinds.GetValueOrDefault("choice")} are a choice between named readings, {kinds.GetValueOrDefault("setting")} are settled by a setting of the SUT file,"));
        output.WriteLine(Text($"{kinds.GetValueOrDefault("decision")} by a decision that rules and scenarios embody, and on {kinds.GetValueOrDefault("unchecked")} no check rests. `conformance list readings --json` has all of it."));
        output.WriteLine();
        Table(output, ["reading", "settled by", "scenarios", "clauses with rules", "told from messages", "accepted ways shown", "faults"], evidence.Select(e => new[]
        {
            e.Reading.Id,
            e.Kind switch
            {
                "choice" => $"choice: {string.Join(", ", e.Reading.Alternatives.Select(a => $"`{a.Name}`"))}",
                "setting" => $"setting: `{e.Reading.Setting}`",
                "unchecked" => $"unchecked: {e.Reading.Unchecked}",
                _ => "decision",
            },
            Text($"{e.Scenarios.Count}"),
            Text($"{e.Rules.Count}"),
            e.IsWitnessed ? "yes" : "",
            string.Join(", ", Listings.AcceptedWays(e.Reading).Select(w => $"`{w}`")),
            Text($"{Listings.RefusedWays(e.Reading).Length}"),
        }));
    }

    /// <summary>The seats in which each clause was judged.</summary>
    private static ILookup<string, string> SeatsOf(IEnumerable<CaseResult> results) =>
        results.SelectMany(r => r.Exercised.Select(id => (id, r.Seat))).Distinct().ToLookup(p => p.id, p => p.Seat, StringComparer.Ordinal);

    private static string[] Counts(string name, IEnumerable<RequirementResult> rows, ILookup<string, string> seats)
    {
        var counts = rows.CountBy(r => Standing(r, seats)).ToDictionary(StringComparer.Ordinal);
        string[] kinds = [Verified, InPart, "not yet", "not testable"];
        return [name, Text($"{counts.Values.Sum()}"), .. kinds.Select(kind => Text($"{counts.GetValueOrDefault(kind)}"))];
    }

    private static string Standing(RequirementResult row, ILookup<string, string> seats) =>
        !row.Requirement.IsTestable ? "not testable"
            : row.Cases.Count == 0 ? "not yet"
            : BoundSeats.Of(row.Requirement).All(s => seats[row.Requirement.Id].Contains(s.Name)) ? Verified
            : InPart;

    private static string Places(RequirementResult row, ILookup<string, string> seats)
    {
        var missing = BoundSeats.Of(row.Requirement).Where(s => !seats[row.Requirement.Id].Contains(s.Name)).ToArray();
        var judged = string.Join(", ", Seat.All.Where(s => seats[row.Requirement.Id].Contains(s.Name)));
        return missing.Length == 0 ? judged : $"{judged}{(judged.Length > 0 ? "; " : "")}not yet: {string.Join(", ", missing.Select(s => s.Name))}";
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
