using System.Collections.Concurrent;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>Runs cases of one seat against the reference in memory, and knows which readings the judgement of each asked for.</summary>
internal static class Bench
{
    internal static Catalogue Catalogue { get; } = new();

    /// <summary>The cases of a seat over one transport: what a reading changes does not depend on it, but for what only datagrams do.</summary>
    internal static TestCase[] CasesOf(string seat, TransportKind over = TransportKind.Tcp, string? scenario = null) =>
        [.. Catalogue.Cases.Where(c => c.Assignment.Seat.Name == seat && c.Transport == over && (scenario is null || c.Scenario.Name == scenario))];

    /// <summary>Runs cases, in the order of their ids.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="conduct">What the reference does otherwise; null for nothing.</param>
    /// <param name="change">What is declared.</param>
    internal static Ran[] Run(IReadOnlyList<TestCase> cases, Deviation? conduct = null, Func<Pixit, Pixit>? change = null)
    {
        var plan = Plans.Virtual(Catalogue, cases, seed: 1);
        var ran = new Ran[cases.Count];
        using var source = new ReferenceSource(conduct is null ? [] : [conduct], plan.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        Parallel.For(0, cases.Count, i =>
        {
            var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            var pixit = change?.Invoke(plan.Pixit) ?? plan.Pixit;
            var settings = plan.CaseSettings with { Pixit = pixit with { Readings = pixit.Readings.Watched(id => asked[id] = true) } };
            ran[i] = new Ran(cases[i], VirtualRun.Run(cases[i], source, settings), asked.Keys.ToHashSet(StringComparer.Ordinal));
        });
        return ran;
    }

    internal static Deviation DeviationOf(string seat, string id) => ReferenceSeats.Deviations.Single(d => d.Seat == seat && d.Id == id);

    internal static string[] Texts(this IEnumerable<Ran> ran, Func<Finding, bool> counts) =>
        [.. ran.SelectMany(r => r.Result.Findings.Where(counts).Select(f => $"{r.Result.Id}: {f.Severity} {f.Requirement} {f.Message}")).Order(StringComparer.Ordinal)];

    internal static Finding[] Findings(this IEnumerable<Ran> ran) => [.. ran.SelectMany(r => r.Result.Findings)];
}

/// <summary>A case that ran.</summary>
/// <param name="Case">The case.</param>
/// <param name="Result">What came out.</param>
/// <param name="Asked">The ambiguities that its judgement asked for.</param>
internal sealed record Ran(TestCase Case, CaseResult Result, IReadOnlySet<string> Asked);
