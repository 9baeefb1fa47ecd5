using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Scenarios.Receipts;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Documents that bite, in a session.</summary>
public static class MsrpHostileXml
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-hostile-xml.</summary>
    public static Scenario Scenario { get; } = new("msrp-hostile-xml")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Hostile XML in a receipt does no harm in a session",
        Story = "A receipt in the session carries a document type, with an entity at somebody's address or with entities that multiply each other. Alice "
            + "is there for the genuine receipt that follows.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("external-entity", Hostile(ReceiptForms.WithExternalEntity)),
            new("nested-entities", Hostile(ReceiptForms.WithNestedEntities)),
        ],
    };

    private static Step[] Hostile(Func<string, string> rewrite) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),

        Bob.Sends(Receipt.Read(M1).For(Carol).InForm("hostile", rewrite: rewrite).AsProvocation(), to: Alice),
        Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-9.1-04", "RCPT-8.1-01"),
    ];
}
