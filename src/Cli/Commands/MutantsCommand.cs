using System.CommandLine;
using System.Runtime.InteropServices;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Showing;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance mutants</c>: who tests the tester.</summary>
internal static class MutantsCommand
{
    internal static Command Create()
    {
        var only = OptionShapes.Many("--only", "PATTERN", "Only these deviations, by their ids or by the requirements they break.");
        only.CompletionSources.Add(_ => ReferenceSeats.Deviations.Select(d => new System.CommandLine.Completions.CompletionItem(d.Id)));
        var seats = OptionShapes.Seats("Only deviations of this seat.");
        var seed = OptionShapes.Seed();
        var json = new Option<bool>("--json") { Description = "The matrix as a JSON array." };
        var checks = new Option<bool>("--checks") { Description = "Run every case under every fault of its seat instead, and list the checks that none of them ever made fail; takes minutes." };
        var command = new DocumentedCommand("mutants", "Switch each fault of the reference on, one at a time, and show which case finds it out.")
        {
            Options = { only, seats, seed, json, checks },
            Examples =
            [
                ("conformance mutants", "the whole kill matrix; exits 1 when a fault survives or a clause is blamed that should not be"),
                ("conformance mutants --seat im-recipient", "the faults of one seat"),
                ("conformance mutants --only RCPT-3.2-04", "the faults that break one clause"),
                ("conformance mutants --checks --seat gateway", "what the cases of a seat check that no fault has ever broken"),
            ],
        };
        command.SetAction(parsed => Run(Select(parsed.GetValue(only) ?? [], parsed.GetValue(seats) ?? []), parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(checks)));
        return command;
    }

    private static Deviation[] Select(string[] only, string[] seats)
    {
        var names = seats.Select(s => Known.Seat(s).Name).ToHashSet();
        Pattern[] patterns = [.. only.Select(o => new Pattern(o))];
        foreach (var pattern in patterns.Where(p => !p.IsWild && !ReferenceSeats.Deviations.Any(d => Fits(d, p))))
        {
            throw Known.Unknown(pattern.Text, "deviation", [.. ReferenceSeats.Deviations.Select(d => d.Id)]);
        }

        Deviation[] selected =
        [
            .. ReferenceSeats.Deviations.Where(d => (names.Count == 0 || names.Contains(d.Seat)) && (patterns.Length == 0 || patterns.Any(p => Fits(d, p)))),
        ];
        return selected.Length > 0 ? selected : throw new CommandException("no deviation is selected, so nothing ran. See them with: conformance list deviations", ExitCode.Inconclusive);
    }

    private static bool Fits(Deviation deviation, Pattern pattern) => pattern.Matches(deviation.Id) || pattern.Matches(deviation.Requirement) || pattern.Matches(Known.FullName(deviation));

    private static int Run(Deviation[] deviations, ulong seed, bool json, bool checks)
    {
        using var interrupt = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        });
        try
        {
            var hunt = new MutantHunt(new Catalogue(), seed);
            return checks ? ListUnreached(hunt, deviations, json, interrupt.Token) : Run(hunt, deviations, json, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("conformance: interrupted");
            return ExitCode.Interrupted;
        }
    }

    private static int Run(MutantHunt hunt, Deviation[] deviations, bool json, CancellationToken cancel)
    {
        var stamp = TimeProvider.System.GetTimestamp();
        var clean = hunt.RunClean(deviations.Select(d => d.Seat).ToHashSet(), cancel);
        cancel.ThrowIfCancellationRequested();
        CaseResult[] unclean = [.. clean.Where(CaseReason.NeedsAttention)];
        foreach (var @case in unclean)
        {
            Console.Error.WriteLine($"not clean: {@case.Id}: {(@case.Warned ? "warning" : Spelling.Of(@case.Verdict))}: {CaseReason.Of(@case)}");
        }

        var outcomes = hunt.Run(deviations, cancel);
        var matrix = Matrix(outcomes);
        if (json)
        {
            matrix.WriteJson(Console.Out);
        }
        else
        {
            matrix.WriteTable(Console.Out);
            Summarise(outcomes, clean, unclean, TimeProvider.System.GetElapsedTime(stamp));
        }

        return unclean.Length == 0 && outcomes.All(o => o.IsInOrder) && outcomes.Any(o => o.Fate is MutantFate.Killed) ? ExitCode.Conformant : ExitCode.NotConformant;
    }

    private static int ListUnreached(MutantHunt hunt, Deviation[] deviations, bool json, CancellationToken cancel)
    {
        var unreached = hunt.Unreached(deviations, hunt.RunClean(deviations.Select(d => d.Seat).ToHashSet(), cancel), cancel);
        var listing = new Listing(["requirement", "case"], [.. unreached.Select(u => new Dictionary<string, object> { ["requirement"] = u.Requirement, ["case"] = u.Case })]);
        if (json)
        {
            listing.WriteJson(Console.Out);
        }
        else
        {
            listing.WriteTable(Console.Out);
            Console.WriteLine();
            Console.WriteLine($"{unreached.Count} checks went wrong under none of {deviations.Length} faults.");
        }

        return unreached.Count == 0 ? ExitCode.Conformant : ExitCode.NotConformant;
    }

    private static Listing Matrix(IReadOnlyList<MutantOutcome> outcomes) => new(["seat", "deviation", "requirement", "fate", "case", "alsoBlamed"], [.. outcomes.Select(o => new Dictionary<string, object>
    {
        ["seat"] = o.Deviation.Seat,
        ["deviation"] = o.Deviation.Id,
        ["requirement"] = o.Deviation.Requirement,
        ["fate"] = o.Fate.ToString().ToLowerInvariant(),
        ["case"] = o.Case ?? "",
        ["reason"] = o.Reason,
        ["alsoBlamed"] = o.AlsoBlamed,
        ["unlisted"] = o.Unlisted,
        ["casesRun"] = o.CasesRun,
    })]);

    private static void Summarise(IReadOnlyList<MutantOutcome> outcomes, IReadOnlyList<CaseResult> clean, CaseResult[] unclean, TimeSpan time)
    {
        Console.WriteLine();
        foreach (var outcome in outcomes.Where(o => !o.IsInOrder))
        {
            var killed = outcome.Fate is MutantFate.Killed;
            Console.WriteLine($"{(killed ? "UNLISTED" : outcome.Fate.ToString().ToUpperInvariant())}  {outcome.Deviation.Id} ({outcome.Deviation.Seat}): {outcome.Deviation.Text}");
            Console.WriteLine($"          {(killed ? $"{outcome.Case} blames {string.Join(", ", outcome.Unlisted)} too, which {outcome.Deviation.Requirement} does not name among its coFailures in the ledger" : outcome.Reason)}");
            Console.WriteLine($"          conformance run --virtual --seat {outcome.Deviation.Seat} --deviation {Known.FullName(outcome.Deviation)}");
        }

        var kills = outcomes.Count(o => o.Fate is MutantFate.Killed);
        var unverified = outcomes.Count(o => o.Fate is MutantFate.Unverified);
        Console.WriteLine($"{kills} of {outcomes.Count - unverified} deviations killed, {outcomes.Count(o => o.Fate is MutantFate.Survived)} survived, "
            + $"{outcomes.Count(o => o.Fate is MutantFate.Errored)} at the cost of a harness fault, "
            + $"{outcomes.Count(o => o.Unlisted.Count > 0)} blamed for more than the ledger allows; {outcomes.Sum(o => o.CasesRun)} cases in {Spelling.Time(time)}");
        if (unverified > 0)
        {
            Console.WriteLine($"{unverified} further deviations break clauses that nothing verifies in their seat yet; they were not run.");
        }

        Console.WriteLine(unclean.Length == 0
            ? $"The reference without deviations is clean in {clean.Count} cases."
            : $"The reference without deviations is NOT clean: {unclean.Length} of {clean.Count} cases.");
    }
}
