using System.CommandLine;
using System.CommandLine.Completions;
using System.Security.Cryptography;
using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class OptionShapes
{
    /// <summary>An option that takes several values, after one name or with the name repeated.</summary>
    internal static Option<string[]> Many(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    /// <summary>A port number; 0, the default, takes any free one.</summary>
    internal static Option<int> Port(string name, string description) =>
        Number(name, "PORT", $"{description}; 0 takes any free one.", 0, 0, 65535);

    /// <summary>A whole number within bounds.</summary>
    internal static Option<int> Number(string name, string valueName, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = valueName, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < least || value > most))
            {
                result.AddError($"{name} is a number from {least} to {most}, not '{token.Value}'.");
            }
        });
        return option;
    }

    /// <summary>Faults of the reference to switch on.</summary>
    internal static Option<string[]> Deviations()
    {
        var option = Many("--deviation", "ID", "Switch a fault of the reference on (see: conformance list deviations); SEAT/ID for one seat only.");
        option.CompletionSources.Add(_ => ReferenceSeats.Deviations.Select(d => d.Id).Distinct().Select(id => new CompletionItem(id)));
        return option;
    }

    /// <summary>Readings of ambiguous passages.</summary>
    internal static Option<string[]> Readings()
    {
        var option = Many("--reading", "ID=NAME", "Rest verdicts on another reading of an ambiguous passage (see: conformance list readings); comes before the SUT file.");
        option.CompletionSources.Add(_ => Harness.Ledger.Readings.All.SelectMany(r => r.Alternatives.Select(a => new CompletionItem($"{r.Id}={a.Name}"))));
        return option;
    }

    /// <summary>The readings that were asked for.</summary>
    /// <exception cref="CommandException">One of them does not exist; the text says what there is.</exception>
    internal static ChosenReadings Chosen(ParseResult parsed, Option<string[]> readings)
    {
        var chosen = ChosenReadings.Default;
        foreach (var text in parsed.GetValue(readings) ?? [])
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0)
            {
                throw new CommandException($"--reading {text}: write the ambiguity and the reading, such as AMB-05=X-NO-NAMESPACE; see them with: conformance list readings");
            }

            if (!ChosenReadings.TryFind(text[..sign], text[(sign + 1)..], out var found, out var problem))
            {
                throw new CommandException($"--reading {text}: {problem}; see them with: conformance list readings");
            }

            chosen = chosen.With(found.Id, found.Alternative.Name);
        }

        return chosen;
    }

    /// <summary>Seats of the system under test.</summary>
    internal static Option<string[]> Seats(string description)
    {
        var option = Many("--seat", "SEAT", description);
        option.CompletionSources.Add(_ => Seat.All.Select(s => new CompletionItem(s.Name)));
        return option;
    }

    /// <summary>The seed of everything made up.</summary>
    internal static Option<ulong> Seed() =>
        new("--seed") { Description = "Seed of all ids, names and texts. With --sut the ids are new in every run unless it is given.", DefaultValueFactory = _ => StandardSeed, HelpName = "N" };

    /// <summary>
    /// The seed that was asked for; else the standard one, or for a system that lives on, and may remember the ids of the last run, one that it has not seen.
    /// </summary>
    internal static ulong SeedFor(ParseResult parsed, Option<ulong> seed, bool livesOn) =>
        livesOn && !IsGiven(parsed, seed) ? FreshSeed() : parsed.GetValue(seed);

    /// <summary>True when the option stands on the command line.</summary>
    internal static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>A seed that no run had before.</summary>
    internal static ulong FreshSeed() => (ulong)RandomNumberGenerator.GetInt32(2, int.MaxValue);

    /// <summary>The seed that golden files are made with.</summary>
    internal const ulong StandardSeed = 1;
}
