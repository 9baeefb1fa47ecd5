using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Showing;

/// <summary>What <c>conformance list</c> can list.</summary>
internal static class Listings
{
    private static readonly Dictionary<string, Func<Listing>> Kinds = new(StringComparer.Ordinal)
    {
        ["scenarios"] = Scenarios,
        ["requirements"] = AllRequirements,
        ["cases"] = Cases,
        ["seats"] = Seats,
        ["deviations"] = Deviations,
        ["readings"] = AllReadings,
    };

    internal static string[] Names => [.. Kinds.Keys];

    internal static Listing Of(string kind) => Kinds.TryGetValue(kind, out var listing) ? listing() : throw Known.Unknown(kind, "list", Kinds.Keys);

    private static Listing Scenarios()
    {
        var catalogue = new Catalogue();
        var cases = catalogue.Cases.CountBy(c => c.Scenario.Name).ToDictionary();
        return new(["scenario", "alsoKnownAs", "cases", "seats", "title"], [.. catalogue.Scenarios.Select(s => Row(
            ("scenario", s.Name),
            ("suite", TestCase.SuiteName(s.Suite)),
            ("alsoKnownAs", s.AlsoKnownAs.ToArray()),
            ("title", s.Title),
            ("seats", s.Seats.Select(a => a.Seat.Name).ToArray()),
            ("transports", s.Transports.Select(TestCase.TransportName).ToArray()),
            ("variants", s.Variants.Select(v => v.Name).Where(n => n.Length > 0).ToArray()),
            ("cases", cases.GetValueOrDefault(s.Name)),
            ("requirements", s.Variants.SelectMany(v => v.Steps).SelectMany(RequirementMatrix.RequirementsOf).Distinct().Order(StringComparer.Ordinal).ToArray()),
            ("story", s.Story)))]);
    }

    private static Listing AllRequirements()
    {
        var catalogue = new Catalogue();
        var matrix = RequirementMatrix.Compute([], RequirementMatrix.Verifiers(catalogue.Scenarios, catalogue.Rules));
        return new(["requirement", "level", "status", "text"], [.. matrix.Select(row => Row(
            ("requirement", row.Requirement.Id),
            ("specification", row.Requirement.Specification),
            ("section", row.Requirement.Section),
            ("level", Spelling.Of(row.Requirement.Level)),
            ("roles", row.Requirement.Roles),
            ("status", Standing(row)),
            ("verifiedBy", row.VerifiedBy),
            ("text", row.Requirement.Text),
            ("reason", row.Requirement.NotTestableReason ?? "")))]);
    }

    /// <summary>Without a run, a requirement is verified, not verified yet, or not testable.</summary>
    internal static string Standing(RequirementResult row) => row.Status is RequirementStatus.NotExercised ? "verified" : Spelling.Of(row.Status);

    private static Listing Cases() => new(["case", "title"], [.. new Catalogue().Cases.Select(c => Row(
        ("case", c.Id),
        ("scenario", c.Scenario.Name),
        ("suite", TestCase.SuiteName(c.Scenario.Suite)),
        ("seat", c.Assignment.Seat.Name),
        ("transport", TestCase.TransportName(c.Transport)),
        ("variant", c.Variant.Name),
        ("title", c.Scenario.Title)))]);

    private static Listing Seats()
    {
        var cases = new Catalogue().Cases.CountBy(c => c.Assignment.Seat).ToDictionary();
        return new(["seat", "cases", "text"], [.. Seat.All.Select(s => Row(("seat", s.Name), ("cases", cases.GetValueOrDefault(s)), ("text", s.Text)))]);
    }

    private static Listing Deviations() => new(["deviation", "requirement", "seat", "text"], [.. ReferenceSeats.Deviations.Select(d => Row(
        ("deviation", d.Id),
        ("requirement", d.Requirement),
        ("seat", d.Seat),
        ("text", d.Text)))]);

    /// <summary>What a SUT file can choose comes first.</summary>
    private static Listing AllReadings() => new(["reading", "settledBy", "choice", "open"], [.. Evidence().OrderBy(e => e.Reading.IsOpen ? 0 : e.Reading.Setting is not null ? 1 : 2).Select(AllOf)]);

    /// <summary>How each ambiguity is settled and what shows it, computed.</summary>
    internal static IReadOnlyList<ReadingEvidence> Evidence()
    {
        var catalogue = new Catalogue();
        return ReadingEvidence.Of(catalogue.Scenarios, catalogue.Rules, catalogue.Witnesses);
    }

    /// <summary>Other readings that are accepted, as the reference follows them for the tests.</summary>
    internal static string[] AcceptedWays(Reading reading) => [.. ReferenceSeats.Variations.Where(v => v.Reading == reading.Id).Select(v => v.Id).Distinct()];

    /// <summary>Faults that go against the decision, or against a clause that it bears upon.</summary>
    internal static string[] RefusedWays(Reading reading)
    {
        var bearing = Readings.Bearing(reading).ToHashSet(StringComparer.Ordinal);
        return [.. ReferenceSeats.Deviations.Where(d => bearing.Contains(d.Requirement)).Select(d => d.Id).Distinct()];
    }

    private static Dictionary<string, object> AllOf(ReadingEvidence evidence)
    {
        var reading = evidence.Reading;
        return Row(
            ("reading", reading.Id),
            ("settledBy", evidence.Kind),
            ("choice", reading.IsOpen ? string.Join(", ", reading.Alternatives.Select((a, i) => i == 0 ? $"{a.Name} (default)" : a.Name)) : reading.Setting is { } setting ? $"by {setting}" : "none"),
            ("alternatives", reading.Alternatives.Select(a => $"{a.Name}: {a.Means}").ToArray()),
            ("setting", reading.Setting ?? ""),
            ("where", reading.Where ?? ""),
            ("open", reading.Title),
            ("problem", reading.Problem),
            ("decision", reading.Decision),
            ("accepted", reading.Lenient ?? ""),
            ("requirements", Readings.Bearing(reading).ToArray()),
            ("scenarios", evidence.Scenarios.ToArray()),
            ("rules", evidence.Rules.ToArray()),
            ("seenInMessages", evidence.IsWitnessed),
            ("acceptedWays", AcceptedWays(reading)),
            ("refusedWays", RefusedWays(reading)),
            ("unchecked", reading.Unchecked ?? ""));
    }

    private static Dictionary<string, object> Row(params (string Name, object Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
