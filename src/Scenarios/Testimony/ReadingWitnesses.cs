using Conformance.Harness.Rules;

namespace Conformance.Scenarios.Testimony;

/// <summary>What tells from messages which readings their sender follows.</summary>
public static class ReadingWitnesses
{
    /// <summary>All witnesses of both suites.</summary>
    public static IReadOnlyList<Witness> All { get; } = [.. ReceiptWitnesses.All, .. ListWitnesses.All];
}
