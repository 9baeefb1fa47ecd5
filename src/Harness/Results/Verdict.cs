namespace Conformance.Harness.Results;

/// <summary>What a case, or a whole run, says about the system under test (ISO/IEC 9646 verdicts, plus the harness's own fault).</summary>
public enum Verdict
{
    /// <summary>Everything required was seen, nothing forbidden came before its fence closed.</summary>
    Pass,

    /// <summary>At least one requirement of level MUST (or a binding statement) was broken.</summary>
    Fail,

    /// <summary>No judgement: a preamble failed, a fence failed, or a control action is not available.</summary>
    Inconclusive,

    /// <summary>The harness itself was at fault; nothing is said about the system under test.</summary>
    Error,
}
