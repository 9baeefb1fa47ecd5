using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Documents that bite.</summary>
public static class SecHostileXml
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sec-hostile-xml.</summary>
    public static Scenario Scenario { get; } = new("sec-hostile-xml")
    {
        Suite = Suite.Receipts,
        Title = "Hostile XML in a receipt does no harm",
        Story = "Mallory's receipts carry document types, with an entity at an address of hers or with entities that multiply each other. Alice "
            + "answers them somehow, in time, and is there for the genuine receipt that follows.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("external-entity", Hostile(ReceiptForms.WithExternalEntity)),
            new("external-subset", Hostile(ReceiptForms.WithExternalSubset)),
            new("inclusion", Hostile(ReceiptForms.WithInclusion)),
            new("nested-entities", Hostile(ReceiptForms.WithNestedEntities)),
        ],
    };

    /// <summary>sec-hostile-xml-long. It runs when it is asked for by name.</summary>
    public static Lazy<Scenario> Long { get; } = new(() => new("sec-hostile-xml-long")
    {
        Suite = Suite.Receipts,
        Title = "A receipt of a megabyte does no harm",
        Story = "Mallory's receipt has a note of a megabyte. Alice answers it somehow, in time, and is there for the genuine receipt that follows.",
        Seats = [Alice.As(Seat.ImSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow = Hostile(ReceiptForms.WithLongNote),
    });

    private static Step[] Hostile(Func<string, string> rewrite) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),

        Mallory.Sends(Receipt.Delivered(M1).For(Mallory).InForm("hostile", rewrite: rewrite).AsProvocation(), to: Alice),
        Alice.Answers(Codes.Final, Mallory).Proves("RCPT-9.1-04", "RCPT-6.1.2-03"),

        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-9.1-04", "RCPT-8.1-01"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-9.1-04", "RCPT-8.1-01"),
    ];
}
