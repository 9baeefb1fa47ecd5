using System.Globalization;
using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;
using Conformance.Harness.Passive;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Terminal;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Spectre.Console;

namespace Conformance.Cli.Running;

/// <summary>What was asked of <c>conformance lint</c>.</summary>
internal sealed record LintOptions
{
    internal required string File { get; init; }

    internal string? Sut { get; init; }

    internal Seat? Seat { get; init; }

    internal bool Strict { get; init; }

    /// <summary>Readings of ambiguous passages.</summary>
    internal ChosenReadings Readings { get; init; } = ChosenReadings.Default;

    /// <summary>The report folder; null writes no report.</summary>
    internal string? Out { get; init; }
}

/// <summary>Message rules on captured traffic.</summary>
internal sealed class LintSession(LintOptions options)
{
    // More than these, and ladders on the screen help nobody; --out writes them to a report.
    private const int MostLadders = 5;

    private readonly TimeProvider _time = TimeProvider.System;

    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The file cannot be read, or holds nothing to judge.</exception>
    internal int Run()
    {
        var startedAt = _time.GetUtcNow();
        var stamp = _time.GetTimestamp();
        var traffic = Read();
        if (traffic.Count == 0)
        {
            var why = traffic.TlsConnections > 0 ? $"; {traffic.TlsConnections} of its TCP connections are TLS, of which nothing can be read" : "";
            throw new CommandException($"{options.File} holds no SIP and no MSRP message{why}", ExitCode.Inconclusive);
        }

        var catalogue = new Catalogue();
        var cases = PassiveJudge.Judge(traffic, catalogue.Rules, new PassiveScope(options.Sut, options.Seat) { Readings = options.Readings, Witnesses = catalogue.Witnesses }, options.File);
        if (cases.Count == 0)
        {
            throw new CommandException($"{options.Sut} sent nothing in {options.File}; these did: {string.Join(", ", PassiveJudge.Senders(traffic))}", ExitCode.Inconclusive);
        }

        var result = new RunResult
        {
            HarnessVersion = Conformance.Cli.HarnessVersion.Text,
            SutName = options.Sut ?? options.File,
            Network = "capture",
            Seed = 0,
            StartedAt = startedAt,
            Duration = _time.GetElapsedTime(stamp),
            Strict = options.Strict,
            Selected = cases.Count,
            Verdict = RunVerdict.Of(cases, cases.Count, options.Strict),
            Cases = cases,
            Requirements = RequirementMatrix.Compute(cases, RequirementMatrix.Verifiers(catalogue.Scenarios, catalogue.Rules)),
            Readings = ReadingMatrix.Compute(cases, options.Readings),
        };
        Show(result, traffic);
        return ExitCode.Of(result.Verdict);
    }

    private CapturedTraffic Read()
    {
        try
        {
            return CapturedTraffic.Read(File.ReadAllBytes(options.File));
        }
        catch (CaptureException refused)
        {
            throw new CommandException($"{options.File} cannot be read as a capture: {refused.Message}");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{options.File} cannot be read: {cause.Message}");
        }
    }

    private void Show(RunResult result, CapturedTraffic traffic)
    {
        var console = TerminalOutput.Open(Console.Out, Console.IsOutputRedirected, Environment.GetEnvironmentVariable);
        foreach (var @case in result.Cases.Where(CaseReason.NeedsAttention).OrderBy(CaseReason.Rank).Take(MostLadders))
        {
            CaseView.Write(console, @case);
        }

        var folder = options.Out is { } path ? ReportFolder.Open(path) : null;
        var failures = folder is null ? [] : ReportSet.Standard.Write(result, folder);
        SummaryView.Write(console, result, folder, failures);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Messages     {traffic.Count:N0}{Unread(traffic)}"));
    }

    private static string Unread(CapturedTraffic traffic) => string.Concat(
        traffic.TlsConnections > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {traffic.TlsConnections:N0} TLS connections could not be read") : "",
        traffic.MissingOctets > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {traffic.MissingOctets:N0} octets of TCP were not captured, and messages with them") : "");
}
