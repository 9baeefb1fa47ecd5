using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The same rules, several people.</summary>
public static class UriListSender
{
    private static readonly ListMessage ToBoth = new ListMessage("L", Bob.To(), Carol.To()).Carrying(new Im("M1").Asking(Im.Positive, Im.Read));

    /// <summary>sip-uri-list-sender.</summary>
    public static Scenario Scenario { get; } = new("sip-uri-list-sender")
    {
        Suite = Suite.Receipts,
        Title = "A message to a list asks for receipts like a message to one",
        Story = "Alice writes to Bob and Carol at once. The list and the message travel in one request; the message in it is message/cpim and asks for "
            + "receipts just as it would to a single recipient.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow =
        [
            Alice.IsAskedToSend(ToBoth, via: List),
            Alice.Sends(ToBoth, to: List).Proves("RCPT-6.1.1-06"),
            List.Answers(202, Alice),
        ],
    };
}
