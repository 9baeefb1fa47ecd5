using System.Globalization;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Golden;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Results;
using Conformance.Scenarios.Tests.Replay;

namespace Conformance.Scenarios.Tests;

/// <summary>
/// Every case there is, as a test of its own under its own id, against the bundled reference without faults: it passes, its wire is the golden one, and
/// judged again from its journal it says what it said.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class CaseSpecs
{
    private static readonly Catalogue Catalogue = new();

    private static readonly GoldenFolder Golden = new(Path.Combine(RepositoryRoot(), "golden"));

    private static IEnumerable<TestCaseData> Cases => Catalogue.Cases.Select(c => new TestCaseData(c).SetName(c.Id));

    [TestCaseSource(nameof(Cases))]
    public void Passes(TestCase @case)
    {
        var settings = Plans.Virtual(Catalogue, [@case], seed: 1).CaseSettings;

        var recording = Recording.Of(@case, settings);
        var result = recording.Result;

        Assert.That((result.Verdict, result.Warned), Is.EqualTo((Verdict.Pass, false)), () => Explain(result));
        Assert.That(AnswersDrawn(@case).Except(AnswersGiven(result)), Is.Empty, () => $"the scenario lets a party of the harness answer so, and it did not: {LadderText.Render(result)}");
        Assert.That(RequestsDrawn(@case).Except(RequestsSent(result)), Is.Empty, () => $"the scenario lets a party of the harness send so, and it did not: {LadderText.Render(result)}");
        var wire = Golden.Compare(result);
        Assert.That(wire, Is.InstanceOf<GoldenOutcome.Same>(), () => $"the wire of {result.Id} is not the golden one: {(wire as GoldenOutcome.Different)?.Difference.Text ?? "there is none yet; conformance golden accept makes it"}");
        Assert.That(recording.DifferenceWhenJudgedAgain(settings), Is.Null, "judged again from its journal");
    }

    /// <summary>Who of the harness's parties is drawn to answer the system under test with which code. One that answers otherwise makes the case another one.</summary>
    private static IEnumerable<(string Who, string Code)> AnswersDrawn(TestCase @case) => CasePlan.Leaves(@case.Variant.Steps).OfType<Answer>()
        .Where(a => a.To == @case.Assignment.Party && a.From != a.To && a.Codes != Codes.None)
        .Select(a => (a.From.Name, a.Codes.First.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<(string Who, string Code)> AnswersGiven(CaseResult result) =>
        result.Timeline.OfType<TimelineEntry.Wire>().Select(m => (m.From, m.Label.Split(' ')[0]));

    // A REPORT reads as its status on the wire, and of a crowd the timeline keeps samples: the golden files have both.
    private static IEnumerable<(string Who, string What)> RequestsDrawn(TestCase @case) => CasePlan.Leaves(@case.Variant.Steps).OfType<Arrow>()
        .Where(a => a.Receiver == @case.Assignment.Party && a.From != a.Receiver && a.Message is not DeliveryReport && a.From.Crowd is null)
        .Select(a => (a.From.Name, a.Message.Label));

    private static IEnumerable<(string Who, string What)> RequestsSent(CaseResult result) =>
        result.Timeline.OfType<TimelineEntry.Wire>().Where(m => !m.FromSut).Select(m => (m.From, m.Label[(m.Label.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Conformance.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository, which holds the golden files");
    }

    private static string Explain(CaseResult result) => string.Join(
        Environment.NewLine,
        [result.Title, .. result.Findings.Select(f => $"{f.Severity} {f.Requirement}: {f.Message} Expected {f.Expected}, saw {f.Observed}."), result.Reason, LadderText.Render(result)]);
}
