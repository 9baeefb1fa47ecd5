using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>What becomes of the user's wishes: only a read receipt may be asked for in a SEND.</summary>
public static class MsrpRequestMatrix
{
    private static readonly string[][] Wishes =
        [[Im.Negative], [Im.Positive], [Im.Positive, Im.Negative], [Im.Positive, Im.Negative, Im.Read], [Im.Read], []];

    /// <summary>msrp-request-matrix.</summary>
    public static Scenario Scenario { get; } = new("msrp-request-matrix")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "No delivery receipt is ever asked for over MSRP",
        Story = "Alice's user has asked for every combination of receipts in turn. Over MSRP the SEND asks for a read receipt when that is among them, and for "
            + "nothing else: success and failure of delivery are told by MSRP itself. The next message in the session is no different.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(Wishes.Select(wish => (wish.Length == 0 ? "none" : string.Join('+', wish), wish)), Flow),
    };

    private static IReadOnlyList<Step> Flow(string[] wish)
    {
        var (m1, m2) = (Message("M1", wish), Message("M2", wish));
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(m1, to: Bob),
            Sends(m1),
            Bob.Answers(200, Alice),
            Alice.IsAskedToSend(m2, to: Bob),
            Sends(m2),
            Bob.Answers(200, Alice),
        ];

        // That no delivery receipt is asked for is a rule on every SEND; here it is the request that must be there.
        Arrow Sends(Im im) => wish.Contains(Im.Read) ? Alice.Sends(im, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10") : Alice.Sends(im, to: Bob);
    }

    private static Im Message(string name, string[] wish)
    {
        var im = new Im(name).Wanting(wish).Reporting(failure: "yes");
        return wish.Contains(Im.Read) ? im.Asking(Im.Read) : im;
    }
}
