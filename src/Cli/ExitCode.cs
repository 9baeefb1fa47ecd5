using Conformance.Harness.Results;

namespace Conformance.Cli;

/// <summary>What the process says to the shell that started it.</summary>
internal static class ExitCode
{
    /// <summary>Everything selected ran, and nothing binding was broken.</summary>
    internal const int Conformant = 0;

    /// <summary>A requirement was broken, a golden file differs, or a deviation survived.</summary>
    internal const int NotConformant = 1;

    /// <summary>No judgement, or nothing ran.</summary>
    internal const int Inconclusive = 2;

    /// <summary>The command line or the surroundings (folder, port) are at fault.</summary>
    internal const int Usage = 3;

    /// <summary>The harness is at fault; nothing is said about the system under test.</summary>
    internal const int HarnessFault = 4;

    /// <summary>Ended by Ctrl-C, as shells number it (128 + SIGINT).</summary>
    internal const int Interrupted = 130;

    internal static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Conformant,
        Verdict.Fail => NotConformant,
        Verdict.Inconclusive => Inconclusive,
        _ => HarnessFault,
    };
}
