using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The choreography that the scenarios about 4xx, 5xx and 6xx share: only the code differs.</summary>
internal static class RelayAcceptThenFailure
{
    internal static Scenario Of(string name, string title, string requirement, params int[] codes) => new(name)
    {
        Suite = Suite.Receipts,
        Title = title,
        Story = "Alice asks for a negative delivery receipt. The relay answers 202 itself, so Alice believes the message is on its way. Bob then refuses it. "
            + "Only the relay knows, and it must tell Alice: at once, once, in a MESSAGE of its own that names Bob and gives the code it received.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants = Vary.Over(
            [
                .. codes.Select(code => ($"{code}", (Code: code, Asked: new[] { Im.Negative }))),
                ($"{codes[0]}-both", (Code: codes[0], Asked: new[] { Im.Positive, Im.Negative })),
            ],
            v =>
            {
                var m1 = new Im("M1").Asking(v.Asked);
                return
                [
                    Alice.Sends(m1, to: Bob, via: Relay),
                    Relay.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-01"),
                    Relay.Forwards(m1, to: Bob).Proves("RCPT-6.2-03"),
                    Bob.Answers(v.Code, Relay),
                    Relay.Sends(Receipt.Failed(m1, v.Code).For(Bob), to: Alice).Proves(requirement, "RCPT-6.2-05", "RCPT-6.2-13"),
                    Never(Relay.Sends(Receipt.Any(m1), to: Alice)).Proves(requirement),
                ];
            }),
    };
}
