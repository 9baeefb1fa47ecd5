using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>What the sender says about the message travels on.</summary>
public static class ListMessageSignificantHeaders
{
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Cc());

    /// <summary>list-message-significant-headers.</summary>
    public static Scenario Scenario { get; } = new("list-message-significant-headers")
    {
        Suite = Suite.UriList,
        Title = "Header fields that matter to recipients are carried over, identities that nobody vouches for are not",
        Story = "Alice's request says what it is about, how urgent it is, until when it is worth reading, where to reply to, or that her privacy needs no care. The copies say "
            + "the same. An identity that she merely claims, or prefers, ends at the service.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("subject", Plain.WithHeaders(("Subject", "Lunch"), ("Priority", "urgent"), ("Organization", "Acme"))),
                ("compact-and-folded", Plain with { Finish = request => request.Add("s", "Lunch\r\n at noon").Add("Priority", "urgent") }),
                ("expiry", Plain.WithHeaders(("Date", "Sat, 13 Nov 2027 23:29:00 GMT"), ("Expires", "86400"))),
                ("replies", Plain.WithHeaders(("Reply-To", "<sip:desk@192.0.2.9>"), ("In-Reply-To", "70710@192.0.2.9"))),
                ("wishes-about-terminals", Plain.WithHeaders(("Accept-Contact", "*;mobility=\"mobile\""), ("Reject-Contact", "*;automata"), ("X-Custom", "fine"))),
                ("repeated", Plain.WithHeaders(
                    ("Accept-Contact", "*;mobility=\"mobile\""), ("Accept-Contact", "*;class=\"personal\""), ("In-Reply-To", "70710@192.0.2.9"), ("In-Reply-To", "17320@192.0.2.9"), ("Call-Info", "<http://192.0.2.9/face>;purpose=icon"), ("Call-Info", "<http://192.0.2.9/desk>;purpose=info"))),
                ("privacy-none", Plain.WithHeaders(("Privacy", "none"))),
                ("asserted", Plain.WithHeaders(("P-Asserted-Identity", "<sip:boss@192.0.2.9>")).AsProvocation("claims an identity")),
                ("preferred", Plain.WithHeaders(("P-Preferred-Identity", "<sip:boss@192.0.2.9>"))),
            ],
            message => ListFlow.FanOut(message)),
    };
}
