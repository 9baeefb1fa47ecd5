using Conformance.Harness.Dsl;

namespace Conformance.Scenarios;

/// <summary>People by the number.</summary>
public static class Crowd
{
    /// <summary>That many parties, R1, R2 and so on, which share a column in ladders.</summary>
    public static IReadOnlyList<Party> Of(int number)
    {
        var name = FormattableString.Invariant($"R1 to R{number}");
        return [.. Enumerable.Range(1, number).Select(n => new Party(FormattableString.Invariant($"R{n}")) { Crowd = name })];
    }
}
