using System.Reflection;
using System.Runtime.InteropServices;
using Conformance.Cli.Commands;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Terminal;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Scenarios;
using Conformance.Stack;
using Spectre.Console;

namespace Conformance.Cli.Running;

/// <summary>One run from the command line: selects, runs, reports, and says how it went.</summary>
internal sealed class RunSession(RunOptions options)
{
    // More than these, and ladders on the screen help nobody; they are in the report.
    private const int MostLadders = 5;

    private readonly TimeProvider _time = TimeProvider.System;

    internal async Task<int> RunAsync()
    {
        var startedAt = _time.GetUtcNow();
        var stamp = _time.GetTimestamp();
        var catalogue = new Catalogue();
        var cases = options.Selector.Select(catalogue);
        var deviations = options.Deviations.Select(Known.Deviation).ToArray();
        var folder = options.Out is { } path ? ReportFolder.Open(path) : null;
        using var journal = folder is null ? null : JournalWriter.Create(folder);
        var pixit = (options.Virtual ? Pixit.Virtual : Pixit.Loopback) with { Credentials = ReferenceSource.Account };
        var plan = new RunPlan
        {
            Cases = cases,
            AllCases = catalogue.Cases,
            Rules = catalogue.Rules,
            Pixit = pixit,
            Invention = seed => new PeopleAndTexts(seed),
            Seed = options.Seed,
            Strict = options.Strict,
            Repeat = options.Repeat,
        };
        using var bed = new ReferenceBed(deviations, pixit, !options.Virtual && cases.Any(c => c.Transport is TransportKind.Tls));
        using var interrupt = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            // The first Ctrl-C asks for a partial report, the second one gets the process ended by the system.
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        });
        var console = TerminalOutput.Open(Console.Out, Console.IsOutputRedirected, Environment.GetEnvironmentVariable);
        IReadOnlyList<StrayMessage> strays = [];
        var results = await ProgressView.FollowAsync(console, cases.Count * options.Repeat, async ended =>
        {
            if (options.Virtual)
            {
                return await Task.Run(() => VirtualRun.Run(plan, bed.Source, ended, journal is null ? null : journal.Append, interrupt.Token));
            }

            using var run = new LoopbackRun(plan, bed.Source, bed.Ports(options.SipPort, options.TlsPort, options.MsrpPort)) { Ended = ended, Journal = journal is null ? null : journal.Append };
            var ran = await run.RunAsync(interrupt.Token);
            strays = run.Strays;
            return ran;
        });
        journal?.Dispose();
        var verdict = RunVerdict.Of(results, cases.Count, options.Strict);
        var result = new RunResult
        {
            HarnessVersion = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "",
            SutName = bed.Source.Name,
            Network = options.Virtual ? "virtual" : "loopback",
            Seed = options.Seed,
            StartedAt = startedAt,
            Duration = _time.GetElapsedTime(stamp),
            Strict = options.Strict,
            Interrupted = interrupt.IsCancellationRequested,
            Selected = cases.Count,
            Verdict = verdict,
            Cases = results,
            Requirements = RequirementMatrix.Compute(results, RequirementMatrix.Verifiers(catalogue.Scenarios, catalogue.Rules)),
            Strays = strays,
        };
        Show(console, result, folder);
        return result.Interrupted ? ExitCode.Interrupted : ExitCode.Of(verdict);
    }

    private static void Show(IAnsiConsole console, RunResult result, ReportFolder? folder)
    {
        foreach (var @case in result.Cases.Where(CaseReason.NeedsAttention).OrderBy(CaseReason.Rank).Take(MostLadders))
        {
            CaseView.Write(console, @case);
        }

        var failures = folder is null ? null : ReportSet.Standard.Write(result, folder);
        SummaryView.Write(console, result, folder, failures);
    }
}
