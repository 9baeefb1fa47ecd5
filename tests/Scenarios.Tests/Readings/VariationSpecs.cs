using System.Collections.Concurrent;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.ReferenceImpl;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>Whoever follows another accepted reading is judged as the decision on it says: accepted, noted, warned, or not judged. Never failed.</summary>
public sealed class VariationSpecs
{
    private static readonly ConcurrentDictionary<string, Lazy<string[]>> Usual = new(StringComparer.Ordinal);

    public static IEnumerable<TestCaseData> Variations => ReferenceSeats.Variations.Select(v => new TestCaseData(v).SetName($"{v.Seat} {v.Id} is {v.Tolerance}"));

    [TestCaseSource(nameof(Variations))]
    public void Is_judged_as_the_decision_says(Variation variation)
    {
        var ran = Bench.Run(VariedCases.Of(variation), variation.Conduct);

        Assert.That(ran.Where(IsTouched), Is.Not.Empty, "nothing went otherwise, neither over the wire nor before the user");
        Assert.That(Objections(variation, ran), Is.Empty);
        Assert.That(ran.Any(r => ShowsTolerance(variation, r)), Is.EqualTo(variation.Tolerance is not Tolerance.Accepted), $"{variation.Reading} stands behind a note, a warning or an open question");
    }

    /// <summary>Takes minutes. For whoever changes rules or scenarios; what it writes tells which scenarios a variation touches, and in which it is noted.</summary>
    [Test]
    [Explicit("Takes minutes: every variation over all cases of its seat. The one above runs the cases that each touches.")]
    public void No_case_of_its_seat_says_otherwise()
    {
        var objections = new List<string>();
        foreach (var variation in ReferenceSeats.Variations)
        {
            var ran = Bench.Run(Bench.CasesOf(variation.Seat), variation.Conduct);
            objections.AddRange(Objections(variation, ran).Select(o => $"{variation.Seat} {variation.Id}: {o}"));
            TestContext.Out.WriteLine($"{variation.Seat} {variation.Id}: touches {Scenarios(ran.Where(IsTouched))}; shows in {Scenarios(ran.Where(r => ShowsTolerance(variation, r)))}");
        }

        Assert.That(objections, Is.Empty, string.Join('\n', objections));
    }

    [Test]
    public void Variations_belong_to_ambiguities_and_are_no_faults()
    {
        Assert.That(ReferenceSeats.Variations.Where(v => !Harness.Ledger.Readings.TryGet(v.Reading, out _)).Select(v => v.Id), Is.Empty);
        Assert.That(ReferenceSeats.Variations.Select(v => (v.Seat, v.Id)), Is.Unique);
        Assert.That(ReferenceSeats.Variations.Select(v => v.Conduct.Requirement).Where(id => !Requirements.TryGet(id, out _)), Is.Empty);
        Assert.That(ReferenceSeats.Variations.Select(v => v.Id), Is.All.Matches("^(AMB|A)-[0-9]+-[a-z0-9-]+$"));
    }

    /// <summary>What a judge says against a variation, and must not.</summary>
    private static IEnumerable<string> Objections(Variation variation, IEnumerable<Ran> ran) => ran.SelectMany(r =>
        r.Result.Verdict is Verdict.Inconclusive && variation.Tolerance is not Tolerance.Undecided ? [$"{r.Result.Id}: inconclusive: {r.Result.Reason}"]
        : r.Result.Findings.Where(f => IsObjection(variation, f)).Select(f => $"{r.Result.Id}: {f.Severity} {f.Requirement} {f.Reading} {f.Message} ({f.Observed})"));

    private static bool IsObjection(Variation variation, Finding finding) => variation.Tolerance switch
    {
        Tolerance.Accepted => finding.Severity is not Severity.Finding || finding.Reading == variation.Reading,
        Tolerance.Warned => finding.Severity is Severity.Fail || (finding.Severity is Severity.Warning && finding.Reading != variation.Reading),
        _ => finding.Severity is not Severity.Finding,
    };

    private static bool ShowsTolerance(Variation variation, Ran ran) => variation.Tolerance switch
    {
        Tolerance.Undecided => ran.Result.Verdict is Verdict.Inconclusive && ran.Result.Findings.Any(f => f.Reading == variation.Reading),
        Tolerance.Warned => ran.Result.Warned && ran.Result.Findings.Any(f => f.Reading == variation.Reading),
        _ => ran.Result.Findings.Any(f => f.Reading == variation.Reading),
    };

    private static string Scenarios(IEnumerable<Ran> ran) => string.Join(", ", ran.CountBy(r => r.Case.Scenario.Name).Select(s => $"{s.Key} ({s.Value})"));

    private static bool IsTouched(Ran ran) => !Seen(ran).SequenceEqual(Usual.GetOrAdd(ran.Case.Id, _ => new Lazy<string[]>(() => [.. Seen(Bench.Run([ran.Case])[0])])).Value);

    /// <summary>All that the wire and the user saw, and when.</summary>
    private static IEnumerable<string> Seen(Ran ran) => ran.Result.Timeline.Select(entry => entry switch
    {
        TimelineEntry.Wire wire => $"{wire.At} {Convert.ToHexString(wire.Bytes.Span)}",
        TimelineEntry.UserEvent sight => $"{sight.At} {sight.Text}",
        _ => null,
    }).OfType<string>();
}
