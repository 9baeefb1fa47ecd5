using System.CommandLine;
using System.CommandLine.Invocation;
using Conformance.Cli.Commands;
using Conformance.Cli.Sut;
using Conformance.Harness.Ledger;
using Conformance.Harness.Remote;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Reports;
using Conformance.Harness.Secrets;
using Conformance.Stack.Net;

namespace Conformance.Cli;

/// <summary>The <c>conformance</c> command: reads the command line, runs one subcommand, turns what went wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command. Until it has ended, no secret of a SUT file that it reads gets on the console.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var secrets = new Redaction();
        var (output, error) = (Console.Out, Console.Error);
        using var shown = new RedactingWriter(output, secrets);
        using var complained = new RedactingWriter(error, secrets);
        Console.SetOut(shown);
        Console.SetError(complained);
        try
        {
            return await RunAsync(args, new SutFiles(secrets));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static async Task<int> RunAsync(string[] args, SutFiles sutFiles)
    {
        var parsed = Root(sutFiles).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return Complain(parsed);
        }

        try
        {
            return await parsed.InvokeAsync(Settings);
        }
        catch (CommandException refused)
        {
            return Say(refused.Message, refused.ExitCode);
        }
        catch (Exception refused) when (refused is SutFileException or RemoteException)
        {
            return Say(refused.Message, ExitCode.Usage);
        }
        catch (NetworkException refused)
        {
            return Say($"{refused.Message}; --sip-port, --tls-port and --msrp-port choose others, 0 any free one", ExitCode.Usage);
        }
        catch (ReportException refused)
        {
            return Say(refused.Message, ExitCode.Usage);
        }
        catch (Exception fault)
        {
            // Whatever escapes a command is a defect of the harness; its trace belongs into the bug report.
            return Say($"the harness failed, which says nothing about the system under test. Please report this:\n{fault}", ExitCode.HarnessFault);
        }
    }

    // Ctrl-C is the business of each command: a run has a report to finish first.
    private static InvocationConfiguration Settings =>
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = Console.Out, Error = Console.Error };

    private static RootCommand Root(SutFiles sutFiles)
    {
        var root = new RootCommand("Judges implementations of instant-message receipts and of MESSAGE to recipient lists, over SIP and MSRP.")
        {
            RunCommand.Create(sutFiles),
            ListCommand.Create(),
            ShowCommand.Create(),
            GoldenCommand.Create(sutFiles),
            BaselineCommand.Create(),
            ReportCommand.Create(),
            RejudgeCommand.Create(),
            LintCommand.Create(),
            MutantsCommand.Create(),
            InitCommand.Create(),
            DoctorCommand.Create(sutFiles),
            ServeCommand.Create(),
            CompletionCommand.Create(),
        };
        DocumentedCommand.ShowExamplesIn(root,
        [
            ("conformance run", "judge the bundled reference over loopback; report in reports/"),
            ("conformance init acme.json", "begin to test a stack of your own: see docs/certify-your-stack.md"),
            ("conformance list requirements", "every clause, and what verifies it"),
            ("conformance show sip-positive-delivery", "a scenario with its ladder"),
            ("conformance mutants", "show that every known fault is found out"),
        ]);
        return root;
    }

    private static int Complain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] names = [.. command.Options.Select(o => o.Name), .. command.Subcommands.Select(c => c.Name)];
        foreach (var error in parsed.Errors)
        {
            Say(error.Message.Trim().ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal), ExitCode.Usage);
        }

        foreach (var near in parsed.UnmatchedTokens.SelectMany(token => NearMisses.Of(token, names)).Distinct())
        {
            Console.Error.WriteLine($"did you mean {near}?");
        }

        var path = string.Join(' ', parsed.CommandResult.Command.Parents.OfType<Command>().Reverse().Append(command).Select(c => c is RootCommand ? "conformance" : c.Name));
        Console.Error.WriteLine($"see: {path} --help");
        return ExitCode.Usage;
    }

    private static int Say(string message, int exitCode)
    {
        Console.Error.WriteLine($"conformance: {message}");
        return exitCode;
    }
}
