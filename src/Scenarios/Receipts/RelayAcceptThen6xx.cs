using Conformance.Harness.Dsl;

namespace Conformance.Scenarios.Receipts;

/// <summary>A relay that already answered 202 reports a 6xx that follows.</summary>
public static class RelayAcceptThen6xx
{
    /// <summary>relay-accept-then-6xx.</summary>
    public static Scenario Scenario { get; } = RelayAcceptThenFailure.Of("relay-accept-then-6xx", "A relay that already answered 202 reports a 6xx that follows", "RCPT-6.2-11", 600, 603, 604, 606);
}
