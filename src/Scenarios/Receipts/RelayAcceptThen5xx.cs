using Conformance.Harness.Dsl;

namespace Conformance.Scenarios.Receipts;

/// <summary>A relay that already answered 202 reports a 5xx that follows.</summary>
public static class RelayAcceptThen5xx
{
    /// <summary>relay-accept-then-5xx.</summary>
    public static Scenario Scenario { get; } = RelayAcceptThenFailure.Of("relay-accept-then-5xx", "A relay that already answered 202 reports a 5xx that follows", "RCPT-6.2-10", 500, 503, 505, 513);
}
