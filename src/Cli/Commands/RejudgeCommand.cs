using System.CommandLine;
using Conformance.Cli.Running;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance rejudge</c>.</summary>
internal static class RejudgeCommand
{
    internal static Command Create()
    {
        var journal = new Argument<string>("journal") { Description = "The journal of a run, or its report folder." };
        var output = new Option<string>("--out", "-o") { Description = "Folder for the reports.", DefaultValueFactory = _ => "rejudged", HelpName = "DIR" };
        var baseline = new Option<string?>("--baseline") { Description = "Known failures, which do not fail the judgement.", HelpName = "FILE" };
        var strict = new Option<bool>("--strict") { Description = "A broken SHOULD fails too, also where it did not then." };
        var selection = new SelectionOptions();
        var command = new DocumentedCommand("rejudge", "Apply today's scenarios and rules to a run of then, without the system under test.")
        {
            Arguments = { journal },
            Examples =
            [
                ("conformance rejudge reports", "the last run; reports in rejudged/, and what is judged otherwise than then"),
                ("conformance rejudge old/journal.jsonl --only RCPT-3.2-04", "what today's version says of one clause"),
            ],
        };
        selection.AddTo(command);
        foreach (var option in new Option[] { output, baseline, strict })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => new RejudgeSession(
            parsed.GetValue(journal) ?? "",
            parsed.GetValue(output) ?? "rejudged",
            selection.Read(parsed),
            parsed.GetValue(baseline),
            parsed.GetValue(strict)).Run());
        return command;
    }
}
