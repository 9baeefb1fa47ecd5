using Conformance.Harness.Dsl;

namespace Conformance.Scenarios;

/// <summary>People by the number.</summary>
public static class Crowd
{
    /// <summary>That many parties, R1, R2 and so on.</summary>
    public static IReadOnlyList<Party> Of(int number) => [.. Enumerable.Range(1, number).Select(n => new Party(FormattableString.Invariant($"R{n}")))];
}
