using System.CommandLine;
using Conformance.Cli.Running;
using Conformance.Harness.Baselines;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance baseline</c>.</summary>
internal static class BaselineCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The baseline; what stands in it already keeps its reason, owner and expiry." };
        var results = new Option<string>("--from") { Description = "Report folder of the run whose failures are known.", DefaultValueFactory = _ => "reports", HelpName = "DIR" };
        var owner = new Option<string>("--owner") { Description = "Who answers for failures that are new in it.", DefaultValueFactory = _ => "nobody yet", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why they are accepted for now. [default: what was found]", HelpName = "TEXT" };
        var expires = new Option<DateOnly?>("--expires") { Description = "Last day (UTC) on which they are accepted.", HelpName = "YYYY-MM-DD" };
        var write = new DocumentedCommand("write", "Make the failures of a run the known ones.")
        {
            Arguments = { file },
            Options = { results, owner, reason, expires },
            Examples =
            [
                ("conformance baseline write known.json --owner ims-team", "from results.json in reports/"),
                ("conformance run --baseline known.json", "fails for what is new, and for entries that no longer hold"),
            ],
        };
        write.SetAction(parsed => Write(
            parsed.GetValue(file) ?? "",
            parsed.GetValue(results) ?? "reports",
            failure => failure with { Owner = parsed.GetValue(owner) ?? failure.Owner, Reason = parsed.GetValue(reason) ?? failure.Reason, Expires = parsed.GetValue(expires) }));
        return new DocumentedCommand("baseline", "Keep a list of known failures, so that a run fails for news alone.")
        {
            Examples = [("conformance baseline write known.json", "make the failures of the last run the known ones")],
            Subcommands = { write },
        };
    }

    private static int Write(string file, string folder, Func<KnownFailure, KnownFailure> describe)
    {
        var outcomes = JudgedCases.Read(Path.Combine(folder, "results.json"));
        var before = File.Exists(file) ? Baselines.Read(file) : new Baseline(file, []);
        var after = new List<KnownFailure>();
        var added = 0;
        foreach (var failure in outcomes.Failures)
        {
            var known = before.Failures.FirstOrDefault(f => f.Case == failure.Case && f.Requirement == failure.Requirement);
            added += known is null ? 1 : 0;
            after.Add(known ?? describe(failure));
        }

        // What did not run, or came to no judgement, may still fail.
        var unseen = before.Failures.Where(f => !outcomes.Judged.Contains(f.Case)).ToArray();
        var kept = after.Count - added + unseen.Length;
        Baselines.Write(file, new Baseline(file, [.. after, .. unseen]));
        Console.WriteLine($"{Path.GetFullPath(file)}: {added} added, {before.Failures.Count - kept} removed, {kept} kept");
        return ExitCode.Conformant;
    }
}
