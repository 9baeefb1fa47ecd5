using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>One request must not become a thousand unasked.</summary>
public static class ListMessageAmplificationGuard
{
    private static readonly IReadOnlyList<Party> Strangers = Crowd.Of(12);
    private static readonly IReadOnlyList<Party> Victims = Crowd.Of(100);
    private static readonly ListMessage ToStrangers = new ListMessage("M", [.. Strangers.Select(p => p.To())]).WithoutConsentOf([.. Strangers]);

    /// <summary>list-message-amplification-guard.</summary>
    public static Scenario Scenario { get; } = new("list-message-amplification-guard")
    {
        Suite = Suite.UriList,
        Title = "The service is no amplifier",
        Story = "Mallory, who proves nothing, sends a list of a hundred people on one host: none of them hears of it. Alice proves who she is, but none of twelve people has agreed to anything: the "
            + "service refuses, and does not turn her one request into twelve for permission either.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("no-credentials", ListFlow.Refused(
                new ListMessage("M", [.. Victims.Select(p => p.To())]).WithoutCredentials(), Mallory, Codes.Refusal, "F5363-5.2-01", "F5363-5.2-02")),
            new Variant("no-consent",
            [
                .. Strangers.Select(p => List.KnowsOfNoConsent(p)),
                .. ListFlow.Refused(ToStrangers, Codes.Refusal, "F5363-5.2-06", "F5363-5.2-10"),
            ]),
        ],
    };
}
