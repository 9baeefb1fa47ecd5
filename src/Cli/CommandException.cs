namespace Conformance.Cli;

/// <summary>Ends a command with one message for the person who typed it, and no stack trace.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    internal int ExitCode { get; } = exitCode;
}
