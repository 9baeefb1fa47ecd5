using System.CommandLine;
using System.CommandLine.Invocation;
using Conformance.Cli.Commands;
using Conformance.Harness.Reports;
using Conformance.Stack.Net;

namespace Conformance.Cli;

/// <summary>The <c>conformance</c> command: reads the command line, runs one subcommand, turns what went wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
            await parsed.InvokeAsync(Settings);
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(Settings);
        }
        catch (CommandException refused)
        {
            return Say(refused.Message, refused.ExitCode);
        }
        catch (Exception refused) when (refused is NetworkException or ReportException)
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
    private static InvocationConfiguration Settings { get; } = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    private static RootCommand Root()
    {
        var root = new RootCommand("Judges implementations of instant-message receipts and of MESSAGE to recipient lists, over SIP and MSRP.")
        {
            RunCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            GoldenCommand.Create(),
            MutantsCommand.Create(),
            ServeCommand.Create(),
            CompletionCommand.Create(),
        };
        DocumentedCommand.ShowExamplesIn(root,
        [
            ("conformance run", "judge the bundled reference over loopback; report in reports/"),
            ("conformance list requirements", "every clause, and what verifies it"),
            ("conformance show sip-positive-delivery", "a scenario with its ladder"),
            ("conformance mutants", "show that every known fault is found out"),
        ]);
        return root;
    }

    private static int Say(string message, int exitCode)
    {
        Console.Error.WriteLine($"conformance: {message}");
        return exitCode;
    }
}
