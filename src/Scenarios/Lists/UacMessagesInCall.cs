using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Messages inside a dialog keep its order.</summary>
public static class UacMessagesInCall
{
    private static readonly Im First = new("M1");
    private static readonly Im Second = new("M2");

    /// <summary>uac-messages-in-call.</summary>
    public static Scenario Scenario { get; } = new("uac-messages-in-call")
    {
        Suite = Suite.UriList,
        Title = "Messages in a call wait for each other",
        Story = "Alice calls Bob and writes to him twice while they talk. Messages that go inside the dialog of the call carry its tags, its route and its next number. Bob takes his "
            + "time to answer the first: the second waits, whether all hops on the way are TCP or one is UDP.",
        Seats = [Alice.As(Seat.ImSender)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("all-tcp", Talk(new Call("C"), "I3428-8-04")),
            new Variant("udp-hop", Talk(new Call("C").OverUdp(), "I3428-8-05")),
        ],
    };

    private static Step[] Talk(Call call, string clause) =>
    [
        Alice.IsAskedToCall(Bob),
        Alice.Sends(call, to: Bob),
        Alice.Sends(call.Acknowledgement, to: Bob),

        Alice.IsAskedToSend(First, to: Bob),
        Alice.Sends(First, to: Bob).Proves("I3428-4-10"),
        Alice.IsAskedToSend(Second, to: Bob),
        Quiet(2),
        Bob.Answers(200, Alice, of: First),
        Alice.Sends(Second, to: Bob).Proves(clause),

        Bob.Sends(call.End, to: Alice),
    ];
}
