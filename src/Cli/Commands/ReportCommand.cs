using System.CommandLine;
using Conformance.Cli.Running;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance report</c>.</summary>
internal static class ReportCommand
{
    internal static Command Create()
    {
        var folders = new Argument<string[]>("folder") { Description = "Report folders of the runs.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out", "-o") { Description = "Folder for the reports over all of them.", DefaultValueFactory = _ => "reports", HelpName = "DIR" };
        var baseline = new Option<string?>("--baseline") { Description = "Known failures, which do not fail the whole.", HelpName = "FILE" };
        var merge = new DocumentedCommand("merge", "Make one report of runs that shared the cases between them; exits as one run would have.")
        {
            Arguments = { folders },
            Options = { output, baseline },
            Examples =
            [
                ("conformance run --shard 1/2 --out one", "here,"),
                ("conformance run --shard 2/2 --out two", "and on another machine,"),
                ("conformance report merge one two", "one report in reports/"),
            ],
        };
        merge.SetAction(parsed => new ReportMerge(parsed.GetValue(folders) ?? [], parsed.GetValue(output) ?? "reports", parsed.GetValue(baseline)).Run());
        return new DocumentedCommand("report", "Work on the reports of runs that have ended.")
        {
            Examples = [("conformance report merge one two", "one report of two runs")],
            Subcommands = { merge },
        };
    }
}
