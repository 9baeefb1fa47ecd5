using System.CommandLine;
using System.CommandLine.Completions;
using Conformance.Cli.Selection;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Scenarios;
using Conformance.Stack;

namespace Conformance.Cli.Commands;

/// <summary>The options with which every command selects cases.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string[]> _only = OptionShapes.Many("--only", "PATTERN", "Only these: case ids, scenarios or requirements; * and ? may be used.");
    private readonly Option<string[]> _skip = OptionShapes.Many("--skip", "PATTERN", "Not these.");
    private readonly Option<string[]> _seats = OptionShapes.Seats("Only cases in which the system under test takes this seat.");
    private readonly Option<string[]> _transports = OptionShapes.Many("--transport", "udp|tcp|tls", "Only cases over this transport.");

    internal SelectionOptions()
    {
        _only.CompletionSources.Add(Names);
        _skip.CompletionSources.Add(Names);
        _transports.CompletionSources.Add(_ => Enum.GetValues<TransportKind>().Select(t => new CompletionItem(TestCase.TransportName(t))));
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new[] { _only, _skip, _seats, _transports })
        {
            command.Options.Add(option);
        }
    }

    internal Selector Read(ParseResult parsed) => new()
    {
        Only = parsed.GetValue(_only) ?? [],
        Skip = parsed.GetValue(_skip) ?? [],
        Seats = parsed.GetValue(_seats) ?? [],
        Transports = parsed.GetValue(_transports) ?? [],
    };

    /// <summary>What can be selected by name; case ids only once a scenario is typed, there being so many.</summary>
    internal static IEnumerable<CompletionItem> Names(CompletionContext context)
    {
        var names = Everything.Scenarios.Select(s => s.Name).Concat(Requirements.All.Select(r => r.Id));
        return (context.WordToComplete.Contains('/', StringComparison.Ordinal) ? TestCase.Expand(Everything.Scenarios).Select(c => c.Id) : names)
            .Where(name => name.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionItem(name));
    }
}
