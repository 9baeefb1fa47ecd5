using System.CommandLine;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance completion</c>: the few lines that a shell needs to ask this program what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _conformance() {
              local IFS=$'\n'
              COMPREPLY=( $(compgen -W "$(conformance "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
            }
            complete -F _conformance conformance
            """,
        ["zsh"] = """
            _conformance() {
              local -a found
              found=("${(@f)$(conformance "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- $found
            }
            compdef _conformance conformance
            """,
        ["fish"] = """
            complete -f -c conformance -a '(set -l line (commandline -cp); conformance "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
            """,
    };

    internal static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell to complete in." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new DocumentedCommand("completion", "Print a script that makes a shell complete commands, options, scenarios and requirements.")
        {
            Arguments = { shell },
            Examples = [("source <(conformance completion bash)", "in ~/.bashrc, with conformance on the PATH")],
        };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Scripts[parsed.GetValue(shell) ?? "bash"]);
            return ExitCode.Conformant;
        });
        return command;
    }
}
