using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Messages that are worth reading for a while only.</summary>
public static class ListMessageExpiry
{
    private const string Coming = "Sat, 13 Nov 2027 23:29:00 GMT";
    private const string Gone = "Sat, 13 Nov 2010 23:29:00 GMT";

    private static readonly Im Bare = new Im("M1").InBare("text/plain; charset=utf-8");
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Bcc());

    /// <summary>list-message-expiry.</summary>
    public static Scenario Scenario { get; } = new("list-message-expiry")
    {
        Suite = Suite.UriList,
        Title = "Until when a message is worth reading is passed on, and never prolonged",
        Story = "Alice says when she wrote and for how long it matters. The copies say the same. What has expired by the time it comes may be refused or left unsent; if it goes out, "
            + "it goes out with its old date. Bill takes a message that is still valid, counting from its date or, where it has none, from the moment it came. What he does with one that has expired is his own affair.",
        Seats = [List.As(Seat.ListService), Bill.As(Seat.ListRecipient)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants =
        [
            new("valid-at-bill", Taken(Bare.WithHeader("Date", Coming).WithHeader("Expires", "3600"))) { OnlySeats = [Seat.ListRecipient] },
            new("without-date-at-bill", Taken(Bare.WithHeader("Expires", "3600").AsProvocation())) { OnlySeats = [Seat.ListRecipient] },
            new("expired-at-bill", Judged(Bare.WithHeader("Date", Gone).WithHeader("Expires", "60"))) { OnlySeats = [Seat.ListRecipient] },
            .. AtTheService,
        ],
    };

    private static IEnumerable<Variant> AtTheService =>
        ((IReadOnlyList<Variant>)
        [
            .. Vary.Over(
                [
                    ("valid", Plain.WithHeaders(("Date", Coming), ("Expires", "3600"))),
                    ("without-date", Plain.WithHeaders(("Expires", "3600")).AsProvocation("Expires without Date")),
                ],
                message => ListFlow.FanOut(message)),
            .. Vary.Over(
                [
                    ("expired", Plain.WithHeaders(("Date", Gone), ("Expires", "60"))),
                    ("zero", Plain.WithHeaders(("Expires", "0")).AsProvocation("Expires without Date")),
                ],
                Unsent),
        ]).Select(v => v with { OnlySeats = [Seat.ListService] });

    private static IReadOnlyList<Step> Taken(Im im) =>
    [
        Alice.Sends(im, to: Bill),
        Bill.Answers(Codes.Success, Alice).Proves("I3428-7-06"),
        Bill.SeesText(im).Proves("I3428-7-06"),
    ];

    /// <summary>What becomes of a message that has expired is Bill's own affair; it is no reason to break down.</summary>
    private static IReadOnlyList<Step> Judged(Im im) =>
    [
        Alice.Sends(im, to: Bill),
        OneOf(Bill.Answers(Codes.Success, Alice), Bill.Answers(Codes.RequestFailure, Alice)).Proves("I3428-7-06"),
    ];

    private static IReadOnlyList<Step> Unsent(ListMessage message) =>
    [
        Perhaps(List.Sends(message.Copy(), to: Bill)),
        Perhaps(List.Sends(message.Copy(), to: Joe)),
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)).Proves("I3428-7-06"),
    ];
}
