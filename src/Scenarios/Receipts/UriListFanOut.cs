using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>An application server that passes one instant message on to several recipients.</summary>
public static class UriListFanOut
{
    private static readonly ListMessage ToThree = new ListMessage("L", Bob.To(), Carol.To(), Dave.Cc()).Carrying(new Im("M1").Asking(Im.Positive, Im.Read));

    /// <summary>sip-uri-list-fan-out.</summary>
    public static Scenario Scenario { get; } = new("sip-uri-list-fan-out")
    {
        Suite = Suite.Receipts,
        Title = "An instant message to a list reaches everybody on it unchanged",
        Story = "Alice's request holds an instant message and the list of those it is for: Bob, Carol and Dave. The server answers it and sends each of them a request of its own with "
            + "the same instant message, which the members' receipts can then name.",
        Seats = [List.As(Seat.ListService)],
        Flow =
        [
            Alice.Sends(ToThree, to: List),
            List.Answers(Codes.SuccessSaying(202), Alice).Proves("RCPT-6.2-02"),
            Each([Bob, Carol, Dave], r => List.Sends(ToThree.Copy(), to: r).Proves("RCPT-6.2-02")),
            .. new[] { Bob, Carol, Dave }.Select(r => Never(List.Sends(ToThree.Copy(), to: r)).Proves("RCPT-6.2-02")),
        ],
    };
}
