using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Scenarios;
using Conformance.Stack;

namespace Conformance.Cli.Selection;

/// <summary>Which cases a command is to work on. Empty lists select everything.</summary>
internal sealed record Selector
{
    /// <summary>Patterns of case ids, scenario names or requirement ids; a case that fits one of them is in.</summary>
    internal IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The same patterns; a case that fits one of them is out.</summary>
    internal IReadOnlyList<string> Skip { get; init; } = [];

    internal IReadOnlyList<string> Seats { get; init; } = [];

    internal IReadOnlyList<string> Transports { get; init; } = [];

    internal bool IsEverything => Only.Count + Skip.Count + Seats.Count + Transports.Count == 0;

    /// <summary>The cases, in order of their ids.</summary>
    /// <exception cref="CommandException">A name is unknown, or nothing is left.</exception>
    internal IReadOnlyList<TestCase> Select(Catalogue catalogue)
    {
        var seats = Seats.Select(Known.Seat).ToHashSet();
        var transports = Transports.Select(Known.Transport).ToHashSet();
        var only = Only.Select(text => Fit(text, catalogue)).ToArray();
        var skip = Skip.Select(text => Fit(text, catalogue)).ToArray();
        TestCase[] selected =
        [
            .. Pool(catalogue).Where(c =>
                (seats.Count == 0 || seats.Contains(c.Assignment.Seat))
                && (transports.Count == 0 || transports.Contains(c.Transport))
                && (only.Length == 0 || only.Any(fits => fits(c)))
                && !skip.Any(fits => fits(c))),
        ];
        return selected.Length > 0
            ? selected
            : throw new CommandException($"no case is selected, so nothing ran. {catalogue.Cases.Count} cases exist; see them with: conformance list cases", ExitCode.Inconclusive);
    }

    /// <summary>Cases that take long are in the pool when one of them is named; a pattern with wildcards names none.</summary>
    private IEnumerable<TestCase> Pool(Catalogue catalogue) =>
        Only.Select(text => new Pattern(text)).Any(pattern => NamesOnRequest(pattern, catalogue))
            ? catalogue.Cases.Concat(catalogue.OnRequest)
            : catalogue.Cases;

    private static bool NamesOnRequest(Pattern pattern, Catalogue catalogue) =>
        !pattern.IsWild && !catalogue.Cases.Any(c => Names(c, pattern)) && catalogue.OnRequest.Any(c => Names(c, pattern));

    private static Func<TestCase, bool> Fit(string text, Catalogue catalogue)
    {
        var pattern = new Pattern(text);
        string[] requirements = [.. Requirements.All.Select(r => r.Id).Where(pattern.Matches)];
        if (!pattern.IsWild && requirements.Length == 0 && !catalogue.Cases.Any(c => Names(c, pattern)) && !NamesOnRequest(pattern, catalogue))
        {
            throw Seat.Named(text) is not null
                ? new CommandException($"'{text}' is a seat; select it with --seat {text}")
                : Known.Unknown(text, "case, scenario or requirement", [.. catalogue.Scenarios.Concat(Everything.OnRequest).SelectMany(s => s.AlsoKnownAs.Prepend(s.Name)), .. Requirements.All.Select(r => r.Id), .. catalogue.Cases.Select(c => c.Id)]);
        }

        return c => Names(c, pattern) || requirements.Any(r => catalogue.Concerns(c, r));
    }

    private static bool Names(TestCase @case, Pattern pattern) => pattern.Matches(@case.Id) || pattern.Matches(@case.Scenario.Name) || @case.Scenario.AlsoKnownAs.Any(pattern.Matches);
}
