using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Pager messages make no dialog; messages inside one keep its order.</summary>
public static class UacMessageAndDialogs
{
    private static readonly Im First = new("M1");
    private static readonly Im Second = new("M2");

    /// <summary>uac-message-and-dialogs.</summary>
    public static Scenario Scenario { get; } = new("uac-message-and-dialogs")
    {
        Suite = Suite.UriList,
        Title = "Messages make no dialog, and in a call they wait for each other",
        Story = "Alice writes three times to Bob, or to a list: no INVITE and no SUBSCRIBE comes of it. Alice calls Bob and writes to him twice while they talk. Messages that go inside the dialog of the call carry its tags, its route and its next number. Bob takes his "
            + "time to answer the first: the second waits, whether all hops on the way are TCP or one is UDP. Where he hangs up meanwhile, nothing goes inside a dialog that is over.",
        Seats = [Alice.As(Seat.ImSender), Alice.As(Seat.ListClient)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("all-tcp", Talk(new Call("C"), "I3428-8-04")) { OnlySeats = [Seat.ImSender] },
            new Variant("udp-hop", Talk(new Call("C").OverUdp(), "I3428-8-05")) { OnlySeats = [Seat.ImSender] },
            new Variant("ends-while-pending", HungUp(new Call("C"))) { OnlySeats = [Seat.ImSender] },
            new Variant("three-texts", Texts()) { OnlySeats = [Seat.ImSender] },
            new Variant("three-texts-to-a-list", TextsToList()) { OnlySeats = [Seat.ListClient] },
        ],
    };

    /// <summary>Alice calls Bob and writes to him twice: the first message has no answer yet, and the second waits for it.</summary>
    private static Step[] Waiting(Call call) =>
    [
        Alice.IsAskedToCall(Bob),
        Alice.Sends(call, to: Bob),
        Alice.Sends(call.Acknowledgement, to: Bob),

        Alice.IsAskedToSend(First, to: Bob),
        Alice.Sends(First, to: Bob).Proves("I3428-4-10"),
        Alice.IsAskedToSend(Second, to: Bob),
        Quiet(2),
    ];

    private static Step[] Talk(Call call, string clause) =>
    [
        .. Waiting(call),
        Bob.Answers(200, Alice, of: First),
        Alice.Sends(Second, to: Bob).Proves(clause),

        Bob.Sends(call.End, to: Alice),
    ];

    /// <summary>Bob hangs up while the first message has no answer: the second, which waits for it, has no dialog left to go inside. Whether it goes outside of it is Alice's affair.</summary>
    private static Step[] HungUp(Call call) =>
    [
        .. Waiting(call),
        Bob.Sends(call.End, to: Alice),
        Alice.Answers(Codes.Final, Bob),
        Perhaps(Alice.Sends(Second, to: Bob)),
        Never(Alice.Sends(call.Inside(Second), to: Bob)).Proves("I3428-4-10"),
        Bob.Answers(200, Alice, of: First),
    ];

    private static Step[] Texts() =>
    [
        .. new[] { new Im("M1"), new Im("M2"), new Im("M3") }.SelectMany(im => (Step[])
        [
            Alice.IsAskedToSend(im, to: Bob),
            Alice.Sends(im, to: Bob).Proves("I3428-2-01", "I3428-4-04"),
            Bob.Answers(200, Alice),
        ]),
    ];

    private static Step[] TextsToList() =>
    [
        .. new[] { new ListMessage("M1", Bill.To()), new ListMessage("M2", Bill.To(), Joe.Cc()), new ListMessage("M3", Joe.Bcc()) }.SelectMany(message => (Step[])
        [
            Alice.IsAskedToSend(message, via: List),
            Alice.Sends(message, to: List).Proves("I3428-2-01", "I3428-4-04"),
            List.Answers(202, Alice),
        ]),
    ];
}
