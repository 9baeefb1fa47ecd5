using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.ReferenceImpl;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>Whoever follows another accepted reading is judged as the decision on it says: accepted, noted, warned, or not judged. Never failed.</summary>
public sealed class VariationSpecs
{
    private static readonly Dictionary<string, Lazy<Ran[]>> Usual = ReferenceSeats.Variations.Select(v => v.Seat).Distinct()
        .ToDictionary(seat => seat, seat => new Lazy<Ran[]>(() => Bench.Run(CasesOf(seat))), StringComparer.Ordinal);

    // A service makes many copies: these show all that differs, and the others would show it again.
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
    {
        "list-message-figure-2", "list-message-basic-to", "list-message-anonymize-counts", "list-message-anonymize-and-bcc", "list-message-anonymous-self-view", "list-message-bcc-removal",
        "list-message-bcc-only", "list-message-default-role", "list-message-duplicate-roles", "list-message-duplicate-uris", "list-message-header-hygiene", "list-message-extra-bodies", "list-message-wrapper-removal",
    };

    public static IEnumerable<TestCaseData> Variations => ReferenceSeats.Variations.Select(v => new TestCaseData(v).SetName($"{v.Seat} {v.Id} is {v.Tolerance}"));

    [TestCaseSource(nameof(Variations))]
    public void Is_judged_as_the_decision_says(Variation variation)
    {
        var usual = Usual[variation.Seat].Value;
        var varied = Bench.Run(CasesOf(variation.Seat), variation.Conduct);
        var news = varied.Findings().Where(f => f.Severity is not Severity.Finding).Select(f => $"{f.Severity} {f.Requirement} {f.Reading} {f.Message} ({f.Observed})").Distinct().ToArray();

        Assert.That(varied.Where((r, i) => !Wire(r).SequenceEqual(Wire(usual[i]))), Is.Not.Empty, "nothing went otherwise over the wire");
        Assert.That(varied.Where(r => r.Result.Verdict is Verdict.Fail or Verdict.Error).Select(r => $"{r.Result.Id}: {string.Join("; ", r.Result.Findings.Select(f => f.Message))}"), Is.Empty);
        var resting = varied.Where(r => r.Result.Findings.Any(f => f.Reading == variation.Reading)).ToArray();
        switch (variation.Tolerance)
        {
            case Tolerance.Accepted:
                Assert.That(news, Is.Empty);
                Assert.That(resting.Select(r => r.Result.Id), Is.Empty);
                break;
            case Tolerance.Noted:
                Assert.That(news, Is.Empty);
                Assert.That(resting, Is.Not.Empty);
                break;
            case Tolerance.Warned:
                Assert.That(resting.Where(r => r.Result.Warned), Is.Not.Empty, string.Join('\n', news));
                Assert.That(varied.Findings().Where(f => f.Severity is Severity.Warning).Select(f => f.Reading).Distinct(), Is.EqualTo(new[] { variation.Reading }), string.Join('\n', news));
                break;
            case Tolerance.Undecided:
                Assert.That(resting.Select(r => r.Result.Verdict), Does.Contain(Verdict.Inconclusive));
                break;
        }

        Assert.That(varied.Where(r => r.Result.Verdict is Verdict.Inconclusive).Select(r => $"{r.Result.Id}: {r.Result.Reason}"), variation.Tolerance is Tolerance.Undecided ? Is.Not.Empty : Is.Empty);
    }

    [Test]
    public void Variations_belong_to_ambiguities_and_are_no_faults()
    {
        Assert.That(ReferenceSeats.Variations.Where(v => !Harness.Ledger.Readings.TryGet(v.Reading, out _)).Select(v => v.Id), Is.Empty);
        Assert.That(ReferenceSeats.Variations.Select(v => (v.Seat, v.Id)), Is.Unique);
        Assert.That(ReferenceSeats.Variations.Select(v => v.Conduct.Requirement).Where(id => !Requirements.TryGet(id, out _)), Is.Empty);
        Assert.That(ReferenceSeats.Variations.Select(v => v.Id), Is.All.Matches("^(AMB|A)-[0-9]+-[a-z0-9-]+$"));
    }

    private static TestCase[] CasesOf(string seat) => [.. Bench.CasesOf(seat).Where(c => seat != "list-service" || Telling.Contains(c.Scenario.Name))];

    private static IEnumerable<string> Wire(Ran ran) => ran.Result.Timeline.OfType<TimelineEntry.Wire>().Select(w => Convert.ToHexString(w.Bytes.Span));
}
