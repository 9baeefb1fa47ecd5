using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Signed messages of yesterday and tomorrow.</summary>
public static class MessageSignedDate
{
    // Twice what "several minutes" is taken to mean, which is ten of them unless the SUT file says otherwise.
    private const int Far = 2;

    /// <summary>message-signed-date.</summary>
    public static Scenario Scenario { get; } = new("message-signed-date")
    {
        Suite = Suite.UriList,
        Title = "A signed message whose date is far off is refused as stale",
        Story = "Alice's signature covers a date. Bill takes a message of now and refuses one of long ago or far ahead; the list service serves such a list, or refuses it and sends nothing. However many stale ones come, others still reach him. "
            + "After he has been offline he may take a late one, and is then warned that it may be a replay; later the rule holds again.",
        Seats = [Bill.As(Seat.ListRecipient), List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            .. AtBill.Select(v => v with { OnlySeats = [Seat.ListRecipient] }),
            .. AtTheService.Select(v => v with { OnlySeats = [Seat.ListService] }),
        ],
    };

    private static IEnumerable<Variant> AtBill =>
    [
        new("now", Taken(Signed("M1"))),
        new("past", Refused(Stale("M1", -Far))),
        new("future", Refused(Stale("M1", Far))),
        new("several-of-one-source", Repeated()),
        new("after-offline", AfterOffline()),
    ];

    private static IEnumerable<Variant> AtTheService =>
    [
        new("list-now", [List.HoldsCertificates(Alice), .. ListFlow.FanOut(SignedList("M", 0), "I3428-11-06")]),
        new("list-past", [List.HoldsCertificates(Alice), .. ListFlow.Refused(SignedList("M", -Far), with: 400, "I3428-11-06")]),
        new("list-future", [List.HoldsCertificates(Alice), .. ListFlow.Refused(SignedList("M", Far), with: 400, "I3428-11-06")]),
        new("several-lists-of-one-source", RepeatedLists()),
    ];

    /// <summary>The whole of it signed, then encrypted for the service, which so gets to see the signature.</summary>
    private static ListMessage SignedList(string name, int off) =>
        new ListMessage(name, Bill.To(), Joe.Bcc()).SealedForService(Sealing.SignedBody).Dated(off, off == 0 ? "signed now" : off < 0 ? "signed too long ago" : "signed too far ahead");

    private static Step[] RepeatedLists()
    {
        ListMessage[] stale = [.. Enumerable.Range(1, 3).Select(n => SignedList(FormattableString.Invariant($"S{n}"), -Far))];
        var fresh = SignedList("M", 0);
        return
        [
            List.HoldsCertificates(Alice, Carol),
            .. stale.SelectMany(list => list.Everybody.Select(r => Never(List.Sends(list.Copy(), to: r)).Proves("I3428-11-06"))),
            Alice.Sends(stale[0], to: List),
            List.Answers(400, Alice).Proves("I3428-11-06"),
            .. stale.Skip(1).SelectMany(list => (Step[])[Alice.Sends(list, to: List), Perhaps(List.Answers(400, Alice, of: list))]),
            Carol.Sends(fresh, to: List),
            List.Answers(202, Carol).Proves("I3428-11-07"),
            Each(fresh.Everybody, r => List.Sends(fresh.Copy(), to: r).Proves("I3428-11-07")),
        ];
    }

    private static Im Signed(string name) => new Im(name).InBare("text/plain; charset=utf-8").Protected(Protection.Signed);

    private static Im Stale(string name, int off) => Signed(name).Dated(off, off < 0 ? "signed too long ago" : "signed too far ahead");

    private static Step[] Taken(Im im) =>
    [
        Alice.Sends(im, to: Bill),
        Bill.Answers(Codes.Success, Alice).Proves("I3428-11-06"),
    ];

    private static Step[] Refused(Im im) =>
    [
        Never(Bill.SeesText(im)).Proves("I3428-11-06"),
        Alice.Sends(im, to: Bill),
        Bill.Answers(400, Alice).Proves("I3428-11-06"),
    ];

    private static Step[] Repeated()
    {
        // Each one that is dropped costs a transaction timeout; three show as much as ten.
        Im[] stale = [.. Enumerable.Range(1, 3).Select(n => Stale(FormattableString.Invariant($"S{n}"), -Far))];
        var fresh = Signed("M1");
        return
        [
            Alice.Sends(stale[0], to: Bill),
            Bill.Answers(400, Alice),
            .. stale.Skip(1).SelectMany(im => (Step[])[Alice.Sends(im, to: Bill), Perhaps(Bill.Answers(400, Alice, of: im))]),
            Carol.Sends(fresh, to: Bill),
            Bill.Answers(Codes.Success, Carol).Proves("I3428-11-07"),
        ];
    }

    private static Step[] AfterOffline()
    {
        var late = Stale("M1", -Far);
        var later = Stale("M2", -Far);
        return
        [
            Bill.GoesOffline(),
            Bill.ComesBack(),
            Alice.Sends(late, to: Bill),
            OneOf(Bill.Answers(Codes.Success, Alice), Bill.Answers(400, Alice)).Proves("I3428-11-08"),
            Bill.Sees("replay-warning").IfAccepted(late).Proves("I3428-11-09"),
            Quiet(64),
            Alice.Sends(later, to: Bill),
            Bill.Answers(400, Alice).Proves("I3428-11-08"),
        ];
    }
}
