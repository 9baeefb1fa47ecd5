namespace Conformance.Cli.Running;

/// <summary>A clause that the lines of a case prove, and that no fault of the reference ever broke there.</summary>
/// <param name="Case">Id of the case.</param>
/// <param name="Requirement">Id of the clause.</param>
internal sealed record UnreachedCheck(string Case, string Requirement);
