using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Replay;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;

namespace Conformance.Scenarios.Tests.Replay;

/// <summary>A case that was carried out in memory, with all that its journal has of it.</summary>
internal sealed class Recording
{
    private readonly TestCase _case;
    private readonly List<JournalRecord> _journal = [];

    private Recording(TestCase @case, CaseSettings settings, IReadOnlyList<Deviation> deviations)
    {
        _case = @case;
        using var reference = new ReferenceSource(deviations, settings.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        Result = VirtualRun.Run(@case, reference, settings, _journal.Add);
        _journal.Add(new CaseEnded(_journal.Count, VirtualLoop.Epoch + Result.Duration, Result));
    }

    /// <summary>What was said then.</summary>
    internal CaseResult Result { get; }

    /// <summary>Carries a case out against the reference with the given faults.</summary>
    internal static Recording Of(TestCase @case, CaseSettings settings, params IReadOnlyList<Deviation> deviations) => new(@case, settings, deviations);

    /// <summary>Judges the case again from its journal alone.</summary>
    internal Rejudged JudgedAgain(CaseSettings settings)
    {
        var plan = new RecordedPlan
        {
            HarnessVersion = "0",
            Sut = "bundled reference",
            Network = RecordedPlan.VirtualNetwork,
            Seed = settings.Seed,
            Strict = false,
            Pixit = settings.Pixit,
            Selected = [],
        };
        return Rejudgement.Judge(_case, RecordedCase.In(_journal).Single(), plan, settings);
    }

    /// <summary>What is said otherwise when the case is judged again; null when nothing is.</summary>
    internal string? DifferenceWhenJudgedAgain(CaseSettings settings)
    {
        var rejudged = JudgedAgain(settings);
        var (then, now) = (Judgement(rejudged.Then), Judgement(rejudged.Now));
        return then == now && rejudged.Difference is null ? null : $"{rejudged.Difference}\n  then {then}\n  now  {now}";
    }

    private static string Judgement(CaseResult result) =>
        $"{result.Verdict} {result.Warned} {result.Reason} [{string.Join(' ', result.Exercised)}] [{string.Join(' ', result.Readings)}] "
        + string.Join("; ", result.Findings.Select(f => $"{f.Severity} {f.Kind} {f.Requirement} {f.Message} {f.Observed} {f.Bytes}"));
}
