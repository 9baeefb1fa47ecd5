using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Consent to one issuer alone.</summary>
public static class ListMessageConsentByIssuer
{
    private static readonly ListMessage Welcome = new ListMessage("M1", Bill.To(), Joe.To()).At(new ServiceSettings { Permitted = [Joe] });
    private static readonly ListMessage Unwelcome = new ListMessage("M2", Joe.To()).WithoutConsentOf(Joe);

    /// <summary>list-message-consent-by-issuer.</summary>
    public static Scenario Scenario { get; } = new("list-message-consent-by-issuer")
    {
        Suite = Suite.UriList,
        Title = "Who has agreed to messages of one issuer gets none of another's",
        Story = "Joe has told the service that he takes what Alice sends. Her list is served, and his copy says how he takes that back. Dave's list with Joe on it is refused, and Joe "
            + "gets nothing of it.",
        Seats = [List.As(Seat.ListService)],
        Flow =
        [
            List.KnowsOfConsent(Joe, issuer: Alice),
            Alice.Sends(Welcome, to: List),
            List.Answers(202, Alice).Proves("F5363-5.2-07"),
            List.Sends(Welcome.Copy(), to: Bill).Proves("F5363-5.2-07"),
            List.Sends(Welcome.Copy(), to: Joe).Proves("F5363-5.2-07"),

            Dave.Sends(Unwelcome, to: List),
            List.Answers(Codes.Refusal, Dave).Proves("F5363-5.2-07"),
            Never(List.Sends(Unwelcome.Copy(), to: Joe)).Proves("F5363-5.2-07"),
        ],
    };
}
