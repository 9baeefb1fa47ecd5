using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A list without the option tag.</summary>
public static class ListMessageMissingRequire
{
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Bcc());

    /// <summary>list-message-missing-require.</summary>
    public static Scenario Scenario { get; } = new("list-message-missing-require")
    {
        Suite = Suite.UriList,
        Title = "A list without the option tag is served under the same guard, or refused",
        Story = "Alice's client forgot to require the extension, or names it in Supported only. The service may serve the list all the same, or refuse it; it does neither in part. Without the tag "
            + "nobody is asked for less proof, as list-message-unauthenticated shows.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants = Vary.Over(
            [
                ("absent", Plain.WithHeaders(("Require", null))),
                ("supported-only", Plain.WithHeaders(("Require", null), ("Supported", ListMessage.OptionTag))),
            ],
            message => ListFlow.ServedOrRefused(message.AsProvocation("no option tag"), "A-11", "I3261-8.2-01")),
    };
}
