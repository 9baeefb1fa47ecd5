using System.Globalization;

namespace Conformance.Harness.Baselines;

/// <summary>One row of a baseline: a failure that somebody knows of and answers for.</summary>
/// <param name="Case">Id of the case.</param>
/// <param name="Requirement">The clause that is blamed there; null for a finding that blames none, such as a golden difference.</param>
/// <param name="Reason">Why it is accepted for now.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Expires">The last day (UTC) on which it is accepted; null for no end.</param>
public sealed record KnownFailure(string Case, string? Requirement, string Reason, string Owner, DateOnly? Expires)
{
    /// <summary>One line for reports.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Reason} ({Owner}{(Expires is { } day ? $", until {day:yyyy-MM-dd}" : "")})");

    /// <summary>What it is about, in one line.</summary>
    public string Subject => Requirement is null ? Case : $"{Case} {Requirement}";

    internal bool Covers(string @case, string? requirement) =>
        string.Equals(Case, @case, StringComparison.Ordinal) && string.Equals(Requirement, requirement, StringComparison.OrdinalIgnoreCase);
}
