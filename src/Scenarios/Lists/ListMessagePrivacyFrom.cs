using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>From and Privacy.</summary>
public static class ListMessagePrivacyFrom
{
    private static readonly ServiceSettings Giving = new() { GivesPrivacy = true };
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Cc());
    private static readonly ListMessage Critical = Wanting("session;critical").At(Giving);

    /// <summary>list-message-privacy-from.</summary>
    public static Scenario Scenario { get; } = new("list-message-privacy-from")
    {
        Suite = Suite.UriList,
        Title = "A privacy service beside the list service hides the sender; without one, From is hers",
        Story = "Alice wants privacy. A service that gives none passes on her From and her wish. One that does writes a From that names nobody. What she calls critical and it "
            + "cannot give, it refuses with 500, or gives it after all; it never just goes on.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            .. Vary.Over(
                [
                    ("not-given-user", Wanting("user")),
                    ("not-given-id", Wanting("id")),
                    ("not-given-header", Wanting("header")),
                ],
                message => ListFlow.FanOut(message, "U5365-7.2-03")),
            .. Vary.Over(
                [
                    ("user", Wanting("user")),
                    ("user-critical", Wanting("user;critical").WithHeaders(("Subject", "Alice's lunch"))),
                    ("none", Wanting("none")),
                ],
                message => [List.GivesPrivacy(), .. ListFlow.FanOut(message.At(Giving))]),
            new Variant("anonymous-sender", ListFlow.FanOut(Plain.WithHeaders(("From", "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=t1")), "U5365-7.2-03")),
            new Variant("session-critical",
            [
                List.GivesPrivacy(),
                Alice.Sends(Critical, to: List),
                OneOf(List.Answers(500, Alice), List.Answers(202, Alice)).Proves("I3323-5-01"),
                List.Sends(Critical.Copy(), to: Bill).IfAccepted(Critical),
                List.Sends(Critical.Copy(), to: Joe).IfAccepted(Critical),
            ]),
        ],
    };

    private static ListMessage Wanting(string privacy) => Plain.WithHeaders(("Privacy", privacy));
}
