using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The message that this extension leaves alone.</summary>
public static class ImPlain
{
    private static readonly Im M2 = new("M2");

    /// <summary>sip-im-plain.</summary>
    public static Scenario Scenario { get; } = new("sip-im-plain")
    {
        Suite = Suite.Receipts,
        Title = "A message that asks for nothing gets no receipt",
        Story = "Alice sends Bob a message without asking for any receipt, with or without a Message-ID. Bob answers 2xx, shows it to his user, who "
            + "reads it. No receipt of any kind comes back.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("with-id", Plain(new Im("M1"))),
            new("by-way-of-a-proxy",
            [
                Alice.IsAskedToSend(M2, to: Bob, via: Relay),
                Alice.Sends(M2, to: Bob, via: Relay).Proves("I3428-5-03"),
                Relay.Answers(200, Alice),
            ]) { OnlySeats = [Seat.ImSender] },
            new("without-id", Plain(new Im("M1").WithoutMessageId())) { OnlySeats = [Seat.ImRecipient] },
        ],
    };

    private static Step[] Plain(Im im) =>
    [
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves("RCPT-3.1-05"),
        Bob.Answers(Codes.Success, Alice).Proves([.. AbsenceOfId(im), "RCPT-6.1.2-02", "I3428-7-01"]),
        Bob.SeesMessage(im).Proves(AbsenceOfId(im)),

        Bob.Reads(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.1-11"),
    ];

    private static string[] AbsenceOfId(Im im) => im.HasMessageId ? [] : ["RCPT-3.1-05"];
}
