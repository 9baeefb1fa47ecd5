using System.CommandLine;
using Conformance.Cli.Selection;

namespace Conformance.Cli.Commands;

/// <summary>The options with which every command selects cases.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string[]> _only = Lists.Of("--only", "PATTERN", "Only these: case ids, scenarios or requirements; * and ? may be used.");
    private readonly Option<string[]> _skip = Lists.Of("--skip", "PATTERN", "Not these.");
    private readonly Option<string[]> _seats = Lists.Of("--seat", "SEAT", "Only cases in which the system under test takes this seat.");
    private readonly Option<string[]> _transports = Lists.Of("--transport", "udp|tcp|tls", "Only cases over this transport.");

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
}
