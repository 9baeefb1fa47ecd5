using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Plain, empty and oddly dressed MESSAGE requests.</summary>
public static class UasMessageForms
{
    /// <summary>uas-message-forms.</summary>
    public static Scenario Scenario { get; } = new("uas-message-forms")
    {
        Suite = Suite.UriList,
        Title = "A recipient takes a MESSAGE in any legal form, and nothing that only looks like one",
        Story = "Bill gets a plain text, a MESSAGE without any body, and one with a Contact that has no business there: he takes them all. A request with the method Message is "
            + "another method, which he does not know.",
        Seats = [Bill.As(Seat.ListRecipient)],
        Variants =
        [
            new Variant("text", Taken(new Im("M1").InBare("text/plain; charset=utf-8"), "I3428-7-05", "U5365-8-01")),
            new Variant("empty", Taken(new Im("M1").WithoutBody(), "I3428-9-05")),
            new Variant("contact", Taken(new Im("M1").InBare("text/plain; charset=utf-8").WithHeader("Contact", "<sip:alice@192.0.2.9>").AsProvocation(), "I3428-9-02")),
            new Variant("message-in-small-letters",
            [
                Alice.Sends(new Im("M1").By("Message").AsProvocation(), to: Bill),
                Bill.Answers(Codes.Refusal, Alice).Proves("I3428-9-04"),
            ]),
        ],
    };

    private static Step[] Taken(Im im, params string[] proves) =>
    [
        Alice.Sends(im, to: Bill),
        Bill.Answers(Codes.Success, Alice).Proves(proves),
    ];
}
