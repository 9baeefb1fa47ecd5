using System.Collections.Concurrent;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Cli.Running;

/// <summary>Runs the reference with one fault at a time, in memory, until a case blames the requirement that the fault breaks.</summary>
internal sealed class MutantHunt(Catalogue catalogue, ulong seed)
{
    /// <summary>Runs the reference without any fault in the given seats: a judge that blames the innocent proves nothing by blaming the guilty.</summary>
    internal IReadOnlyList<CaseResult> RunClean(IReadOnlySet<string> seats, CancellationToken cancel)
    {
        TestCase[] cases = [.. catalogue.Cases.Where(c => seats.Contains(c.Assignment.Seat.Name))];
        var plan = Plans.Virtual(catalogue, cases, seed);
        using var source = Source([], plan.Pixit);
        return VirtualRun.Run(plan, source, null, null, cancel);
    }

    /// <summary>Hunts each deviation. The order of the outcomes is that of the deviations.</summary>
    internal IReadOnlyList<MutantOutcome> Run(IReadOnlyList<Deviation> deviations, CancellationToken cancel)
    {
        var outcomes = new MutantOutcome[deviations.Count];
        var settings = Plans.Virtual(catalogue, [], seed).CaseSettings;
        Parallel.For(0, deviations.Count, new ParallelOptions { CancellationToken = cancel }, i => outcomes[i] = Hunt(deviations[i], settings, cancel));
        return outcomes;
    }

    /// <summary>
    /// Runs every case under every fault of its seat and tells the checks that no fault ever made fail: clauses that the lines of a case
    /// prove, and were judged by in <paramref name="clean"/>, although nothing shows yet that they could go wrong. One transport stands for all.
    /// </summary>
    internal IReadOnlyList<UnreachedCheck> Unreached(IReadOnlyList<Deviation> deviations, IReadOnlyList<CaseResult> clean, CancellationToken cancel)
    {
        var seats = deviations.Select(d => d.Seat).ToHashSet();
        TestCase[] cases =
        [
            .. catalogue.Cases.Where(c => seats.Contains(c.Assignment.Seat.Name))
                .GroupBy(c => (c.Scenario, c.Variant, c.Assignment.Seat))
                .Select(transports => transports.MinBy(c => c.Transport is TransportKind.Tcp ? 0 : 1)!),
        ];
        var exercised = clean.ToDictionary(c => c.Id, c => c.Exercised);
        var open = new ConcurrentDictionary<UnreachedCheck, bool>(
            cases.SelectMany(c => c.Variant.Steps.SelectMany(s => RequirementMatrix.RequirementsOf(s, c.Assignment.Party)).Distinct().Intersect(exercised[c.Id])
                .Select(r => KeyValuePair.Create(new UnreachedCheck(c.Id, r), true))));
        var settings = Plans.Virtual(catalogue, [], seed).CaseSettings;
        Parallel.ForEach(deviations, new ParallelOptions { CancellationToken = cancel }, deviation =>
        {
            using var source = Source([deviation], settings.Pixit);
            foreach (var @case in cases.Where(c => c.Assignment.Seat.Name == deviation.Seat))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var finding in VirtualRun.Run(@case, source, settings).Findings.Where(f => f.Kind is not FindingKind.Harness && f.Requirement is not null))
                {
                    open.TryRemove(new UnreachedCheck(@case.Id, finding.Requirement!), out _);
                }
            }
        });
        return [.. open.Keys.OrderBy(c => c.Requirement, StringComparer.Ordinal).ThenBy(c => c.Case, StringComparer.Ordinal)];
    }

    /// <summary>True when a step of the seat or a rule verifies the requirement; else the fault cannot be found out yet, and nobody claims it could.</summary>
    internal bool IsVerified(Deviation deviation) =>
        catalogue.Rules.Any(r => IsMeant(r.Requirement, deviation))
        || catalogue.Cases.Any(c => c.Assignment.Seat.Name == deviation.Seat && catalogue.Draws(c, deviation.Requirement));

    private MutantOutcome Hunt(Deviation deviation, CaseSettings settings, CancellationToken cancel)
    {
        if (!IsVerified(deviation))
        {
            return new MutantOutcome(deviation, MutantFate.Unverified, null, $"nothing verifies {deviation.Requirement} in this seat yet", [], 0);
        }

        using var source = Source([deviation], settings.Pixit);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        CaseResult? fault = null;
        var ran = 0;
        foreach (var @case in MostTellingFirst(deviation))
        {
            cancel.ThrowIfCancellationRequested();
            var result = VirtualRun.Run(@case, source, settings);
            ran++;
            others.UnionWith(result.Findings.Where(f => f.Severity is not Severity.Finding).Select(f => f.Requirement).OfType<string>().Where(r => !IsMeant(r, deviation)));
            if (result.Verdict is Verdict.Error)
            {
                fault ??= result;
            }
            else if (result.Findings.FirstOrDefault(f => f.Kind is not FindingKind.Harness && f.Requirement is { } r && IsMeant(r, deviation)) is { } blame)
            {
                return new MutantOutcome(deviation, MutantFate.Killed, result.Id, blame.Message, [.. others], ran);
            }
        }

        return fault is null
            ? new MutantOutcome(deviation, MutantFate.Survived, null, ran == 0 ? "its seat has no case" : $"none of {ran} cases blames {deviation.Requirement}", [.. others], ran)
            : new MutantOutcome(deviation, MutantFate.Errored, fault.Id, CaseReason.Of(fault), [.. others], ran);
    }

    /// <summary>Cases that draw the requirement come first, then those in which a rule for it runs; TCP first, since nothing is repeated there.</summary>
    private IEnumerable<TestCase> MostTellingFirst(Deviation deviation) => catalogue.Cases
        .Where(c => c.Assignment.Seat.Name == deviation.Seat)
        .OrderBy(c => catalogue.Draws(c, deviation.Requirement) ? 0 : catalogue.Concerns(c, deviation.Requirement) ? 1 : 2)
        .ThenBy(c => c.Transport is TransportKind.Tcp ? 0 : 1);

    /// <summary>A requirement that only restates another one shares its check.</summary>
    private static bool IsMeant(string blamed, Deviation deviation) =>
        blamed == deviation.Requirement
        || (Requirements.TryGet(deviation.Requirement, out var own) && own.DuplicateOf == blamed);

    private static ReferenceSource Source(IReadOnlyList<Deviation> deviations, Pixit pixit) => new(deviations, pixit, TlsSettings.Empty, TlsSettings.Empty);
}
