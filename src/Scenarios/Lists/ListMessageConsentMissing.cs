using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>All agree, or nobody is served.</summary>
public static class ListMessageConsentMissing
{
    private static readonly string[] Clauses =
        ["F5363-5.2-05", "F5363-5.2-06", "F5363-5.2-08", "F5363-5.2-10", "F5363-5.2-12", "I5360-5.9.1-01", "U5365-10-02"];

    private static readonly ListMessage Earlier = new("M1", Bill.To(), Joe.To());

    /// <summary>list-message-consent-missing.</summary>
    public static Scenario Scenario { get; } = new("list-message-consent-missing")
    {
        Suite = Suite.UriList,
        Title = "Without the consent of all, nobody gets anything",
        Story = "Joe has not agreed to get messages through this service; Bill has. Alice writes to both. The service refuses, saying whose consent is missing, and sends nothing to "
            + "either of them. What he has agreed to once he can take back.",
        Seats = [List.As(Seat.ListService)],
        Transports = [Stack.TransportKind.Tcp],
        Variants =
        [
            .. Vary.Over(
                [
                    ("one-of-two", new ListMessage("M", Bill.To(), Joe.To()).WithoutConsentOf(Joe)),
                    ("blind", new ListMessage("M", Bill.To(), Joe.Bcc()).WithoutConsentOf(Joe)),
                    ("hidden-and-twice", new ListMessage("M", Bill.To(), Joe.To().Anonymous(), Joe.Cc()).WithoutConsentOf(Joe).AsProvocation("duplicates")),
                    ("one-of-hundred", new ListMessage("M", [.. Crowd.Of(98).Select(p => p.To()), Joe.To(), Bill.To()]).WithoutConsentOf(Joe)),
                    ("first-of-two", new ListMessage("M", Joe.Cc(), Bill.To()).WithoutConsentOf(Joe)),
                ],
                Refused),
            new Variant("taken-back",
            [
                .. ListFlow.FanOut(Earlier),
                .. Refused(new ListMessage("M2", Bill.To(), Joe.To()).WithoutConsentOf(Joe)),
            ]),
        ],
    };

    private static Step[] Refused(ListMessage message) =>
    [
        List.KnowsOfNoConsent(Joe),
        Alice.Sends(message, to: List),
        List.Answers(Codes.Refusal, Alice).Proves(Clauses),
        Never(List.Sends(message.Copy(), to: Bill)).Proves([.. Clauses, "I3261-8.2-01"]),
        Never(List.Sends(message.Copy(), to: Joe)).Proves([.. Clauses, "I3261-8.2-01"]),
    ];
}
