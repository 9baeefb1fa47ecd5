using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Many lies, and documents that bite, on their way through a relay.</summary>
public static class RelayHostileReceipts
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative, Im.Read);

    private static readonly Receipt WasRead = Receipt.Read(M1).For(Bob);

    private static readonly Arrow Genuine = Bob.Sends(WasRead, to: Alice, via: Relay);

    /// <summary>relay-hostile-receipts.</summary>
    public static Scenario Scenario { get; } = new("relay-hostile-receipts")
    {
        Suite = Suite.Receipts,
        Title = "Forged receipts in numbers and hostile XML do a relay no harm",
        Story = "Alice's message has reached Bob. Mallory sends negative receipts about it through the relay, many of them, or receipts whose documents have "
            + "entities. The relay may pass them on as they are. It says nothing of its own because of them, and Bob's genuine receipt passes.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("flood", Passing("RCPT-8.1-01", Enumerable.Repeat(Receipt.Failed(M1, 404).For(Mallory), 25))),
            new("external-entity", Passing("RCPT-9.1-04", [Receipt.Read(M1).For(Mallory).InForm("hostile", rewrite: ReceiptForms.WithExternalEntity)])),
            new("nested-entities", Passing("RCPT-9.1-04", [Receipt.Read(M1).For(Mallory).InForm("hostile", rewrite: ReceiptForms.WithNestedEntities)])),
        ],
    };

    private static Step[] Passing(string shown, IEnumerable<Receipt> hostile) =>
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Relay.Answers(Codes.Success, Alice),
        Relay.Forwards(M1, to: Bob),
        Bob.Answers(200, Relay),
        Never(Relay.Sends(Receipt.OfNothing, to: Alice)).Proves(shown),

        .. hostile.Select(receipt => receipt.AsProvocation()).SelectMany(receipt => new Step[]
        {
            Perhaps(Relay.Forwards(receipt, to: Alice).Proves(shown)),
            Mallory.Sends(receipt, to: Alice, via: Relay),
            Relay.Answers(Codes.Final, Mallory).Proves(shown),
        }),

        Genuine,
        Relay.Forwards(WasRead, to: Alice).Proves(shown),
        Alice.Answers(200, Relay),
        Relay.Answers(Codes.Success, Bob).Proves(shown),
    ];
}
