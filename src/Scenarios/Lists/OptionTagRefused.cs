using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A user agent is no list service.</summary>
public static class OptionTagRefused
{
    /// <summary>option-tag-refused.</summary>
    public static Scenario Scenario { get; } = new("option-tag-refused")
    {
        Suite = Suite.UriList,
        Title = "A user agent that is no list service refuses a list MESSAGE and shows nothing",
        Story = "A list message goes astray to an ordinary recipient. It requires an extension that the recipient does not have, so it is refused with 420 naming "
            + "the tag, and the text is not shown.",
        Seats = [Bill.As(Seat.ListRecipient)],
        Variants = Vary.Over([("alone", "recipient-list-message"), ("among-others", "x-unknown, recipient-list-message"), ("mixed-case", "Recipient-List-Message")], tag =>
        {
            var message = new ListMessage("M", Joe.To()).WithHeaders(("Require", tag));
            return
            [
                Alice.Sends(message, to: Bill),
                Bill.Answers(420, Alice).Proves("U5365-5-02"),
                Never(Bill.Sees("show")).Proves("U5365-5-02"),
            ];
        }),
    };
}
