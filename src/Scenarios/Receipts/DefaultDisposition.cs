using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>What a part says when it says nothing.</summary>
public static class DefaultDisposition
{
    private static readonly Im Silent = new Im("M1").Asking(Im.Read);
    private static readonly Im Explicit = new Im("M2").Asking(Im.Read).Of("text/plain; charset=utf-8", "render");

    /// <summary>sip-default-disposition.</summary>
    public static Scenario Scenario { get; } = new("sip-default-disposition")
    {
        Suite = Suite.Receipts,
        Title = "A message without Content-Disposition is shown like one that says render",
        Story = "Alice sends two messages, one without Content-Disposition and one that says render. Bob shows both to his user, who opens both, and a "
            + "read receipt comes back for each.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Flow =
        [
            Alice.Sends(Silent, to: Bob),
            Bob.Answers(Codes.Success, Alice),
            Bob.SeesMessage(Silent).Proves("RCPT-3.1-14"),
            Alice.Sends(Explicit, to: Bob),
            Bob.Answers(Codes.Success, Alice),
            Bob.SeesMessage(Explicit),

            Bob.Reads(Silent),
            Bob.Sends(Receipt.Read(Silent).For(Bob), to: Alice).Proves("RCPT-3.1-14", "RCPT-3.3-03"),
            Bob.Reads(Explicit),
            Bob.Sends(Receipt.Read(Explicit).For(Bob), to: Alice).Proves("RCPT-3.3-03"),
        ],
    };
}
