using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>No fan-out without proof of identity.</summary>
public static class ListMessageUnauthenticated
{
    private static readonly string[] Guard = ["F5363-3.2-04", "F5363-5.2-02", "F5363-5.3-03", "C5364-8-01", "I3261-8.2-01"];

    /// <summary>list-message-unauthenticated.</summary>
    public static Scenario Scenario { get; } = new("list-message-unauthenticated")
    {
        Suite = Suite.UriList,
        Title = "A list MESSAGE without proof of identity is refused and reaches nobody",
        Story = "Mallory sends a list message without credentials, with a wrong digest response, or with somebody's identity asserted by himself. The service "
            + "challenges or refuses him, and no recipient gets anything.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("no-credentials", Message()),
                ("wrong-response", Message().WithHeaders(("Authorization", "Digest username=\"issuer\", realm=\"reference\", nonce=\"0badc0de\", uri=\"sip:list\", response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5"))),
                ("asserted-identity", Message().WithHeaders(("P-Asserted-Identity", "<sip:alice@192.0.2.1>"))),
                ("without-tag", Message().WithHeaders(("Require", null))),
            ],
            message => new Step[]
            {
                Mallory.Sends(message, to: List),
                List.Answers(Codes.Of(401, 403, 407), Mallory).Proves("F5363-3.2-04", "F5363-5.2-02", "U5365-10-01", "U5365-10-02"),
                Never(List.Sends(message.Copy(), to: Bill)).Proves(Guard),
                Never(List.Sends(message.Copy(), to: Joe)).Proves(Guard),
            }),
    };

    private static ListMessage Message() => new ListMessage("M", Bill.To(), Joe.Bcc()).WithoutCredentials();
}
