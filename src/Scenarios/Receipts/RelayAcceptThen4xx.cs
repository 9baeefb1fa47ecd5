using Conformance.Harness.Dsl;

namespace Conformance.Scenarios.Receipts;

/// <summary>A relay that already answered 202 reports a 4xx that follows.</summary>
public static class RelayAcceptThen4xx
{
    /// <summary>relay-accept-then-4xx.</summary>
    public static Scenario Scenario { get; } = RelayAcceptThenFailure.Of("relay-accept-then-4xx", "A relay that already answered 202 reports a 4xx that follows", "RCPT-6.2-09", 404, 410, 415, 480, 486, 488);
}
