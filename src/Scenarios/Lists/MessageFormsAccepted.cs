using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Plain, empty and oddly dressed MESSAGE requests.</summary>
public static class MessageFormsAccepted
{
    private const string Text = "text/plain; charset=utf-8";

    private static readonly Seat[] Recipient = [Seat.ListRecipient];
    private static readonly Seat[] Service = [Seat.ListService];

    // Fields that have no business in a MESSAGE, in their short forms where they have any.
    private static readonly (string, string?)[] Stray = [("m", "<sip:alice@192.0.2.9>"), ("Accept", "text/plain"), ("Alert-Info", "<http://192.0.2.9/ring>"), ("Record-Route", "<sip:192.0.2.9;lr>")];

    private static readonly ListMessage Fanned = new("M", Bill.To(), Joe.Bcc());

    /// <summary>message-forms-accepted.</summary>
    public static Scenario Scenario { get; } = new("message-forms-accepted")
    {
        Suite = Suite.UriList,
        Title = "A MESSAGE is taken in any legal form, and nothing that only looks like one",
        Story = "Bill gets a plain text, a MESSAGE without any body, and ones with header fields that have no business there: he takes them all. A request with the method Message, or MESSAGEs, is "
            + "another method, which he does not know. The service does the same, and none of the stray fields goes on to a recipient.",
        Seats = [Bill.As(Seat.ListRecipient), List.As(Seat.ListService)],
        Variants =
        [
            new Variant("text", Taken(Bare("M1"), "I3428-7-05", "U5365-8-01")) { OnlySeats = Recipient },
            new Variant("empty", Taken(new Im("M1").WithoutBody(), "I3428-9-05")) { OnlySeats = Recipient },
            new Variant("contact", Taken(Bare("M1").WithHeader("Contact", "<sip:alice@192.0.2.9>").AsProvocation(), "I3428-9-02")) { OnlySeats = Recipient },
            new Variant("stray-headers", Taken(Stray.Aggregate(Bare("M1"), (im, h) => im.WithHeader(h.Item1, h.Item2 ?? "")).AsProvocation(), "I3428-9-02")) { OnlySeats = Recipient },
            new Variant("list-with-stray-headers", ListFlow.FanOut(Fanned.WithHeaders(Stray).AsProvocation("stray header fields"), "I3428-9-02")) { OnlySeats = Service },
            .. Vary.Over([("message-in-small-letters", "Message"), ("longer-method", "MESSAGEs")], method => Unknown(method)).Select(v => v with { OnlySeats = Recipient }),
            .. Vary.Over([("list-in-small-letters", "Message"), ("list-by-longer-method", "MESSAGEs")], method =>
                ListFlow.Refused((Fanned with { Method = method }).AsProvocation(method), with: Codes.Refusal, "I3428-9-04")).Select(v => v with { OnlySeats = Service }),
        ],
    };

    private static Im Bare(string name) => new Im(name).InBare(Text);

    private static Step[] Taken(Im im, params string[] proves) =>
    [
        Alice.Sends(im, to: Bill),
        Bill.Answers(Codes.Success, Alice).Proves(proves),
        .. im.IsEmpty ? [] : (Step[])[Bill.SeesText(im).Proves(proves)],
    ];

    private static Step[] Unknown(string method) =>
    [
        Alice.Sends(new Im("M1").By(method).AsProvocation(), to: Bill),
        Bill.Answers(Codes.Refusal, Alice).Proves("I3428-9-04"),
        Never(Bill.Sees("show")).Proves("I3428-9-04"),
    ];
}
