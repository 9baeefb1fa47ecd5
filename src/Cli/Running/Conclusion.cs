using Conformance.Cli.Selection;
using Conformance.Harness.Baselines;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Terminal;
using Conformance.Harness.Results;
using Conformance.Harness.Running;

namespace Conformance.Cli.Running;

/// <summary>The end of every command that has results in its hands: judgement over the whole, reports, what stands on the screen, exit code.</summary>
internal sealed record Conclusion(Catalogue Catalogue, RecordedPlan Plan, IReadOnlyList<CaseResult> Cases)
{
    internal required DateTimeOffset StartedAt { get; init; }

    internal required TimeSpan Duration { get; init; }

    /// <summary>Cases that were selected, ended or not.</summary>
    internal required int Selected { get; init; }

    internal bool Interrupted { get; init; }

    internal IReadOnlyList<StrayMessage> Strays { get; init; } = [];

    /// <summary>The known failures; null knows of none.</summary>
    internal Baseline? Baseline { get; init; }

    /// <summary>Writes the reports and says how it ended.</summary>
    /// <returns>The exit code.</returns>
    internal int Report(ReportFolder folder)
    {
        var result = Judge();
        var failures = ReportSet.Standard.Write(result, folder);
        var console = TerminalOutput.Open(Console.Out, Console.IsOutputRedirected, Environment.GetEnvironmentVariable);
        SummaryView.Write(console, result, folder, failures);
        return ExitCode.Of(result.Verdict);
    }

    /// <summary>The judgement over the whole.</summary>
    internal RunResult Judge()
    {
        var (cases, outcome) = (Cases, (BaselineOutcome?)null);
        if (Baseline is not null)
        {
            (cases, outcome) = Baseline.Judge(Cases, id => Catalogue.Cases.Any(c => c.Id == id), Plan.Strict, DateOnly.FromDateTime(StartedAt.UtcDateTime));
        }

        return new RunResult
        {
            HarnessVersion = Plan.HarnessVersion,
            SutName = Plan.Sut,
            SutFile = Plan.SutFile,
            Network = Plan.Network,
            Seed = Plan.Seed,
            StartedAt = StartedAt,
            Duration = Duration,
            Strict = Plan.Strict,
            Interrupted = Interrupted,
            Selected = Selected,
            Verdict = RunVerdict.Of(cases, Selected, Plan.Strict, outcome),
            Cases = cases,
            Requirements = RequirementMatrix.Compute(cases, RequirementMatrix.Verifiers(Catalogue.Scenarios, Catalogue.Rules)),
            LeftOut = Plan.LeftOut,
            Readings = ReadingMatrix.Compute(cases, Plan.Pixit.Readings),
            Baseline = outcome,
            Strays = Strays,
        };
    }
}
