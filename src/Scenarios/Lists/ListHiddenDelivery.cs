using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Receipts for a list whose members the sender does not know (receipts draft 8.2).</summary>
public static class ListHiddenDelivery
{
    private static readonly Party[] Members = [Bill, Joe, Carol];
    private static readonly string[] One = ["RCPT-8.2-02", "RX-8.2-01"];
    private static readonly string[] All = ["RCPT-8.2-04", "RX-8.2-02"];

    private static readonly Im Delivery = new Im("M1").Asking(Im.Positive);
    private static readonly Im Reading = new Im("M1").Asking(Im.Read);
    private static readonly Im Failing = new Im("M1").Asking(Im.Positive, Im.Negative);
    private static readonly Im Plain = new("M2");

    /// <summary>list-hidden-delivery.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-delivery")
    {
        Suite = Suite.Receipts,
        Title = "From a hidden list comes one receipt, when all members have reported, or the message is refused",
        Story = "The service keeps a list whose members Alice must not learn. She asks for a receipt. The service either refuses, and then nobody gets anything, or it has the "
            + "members report to it: Alice hears nothing while one is outstanding, and then gets a single receipt that names nobody.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants =
        [
            new Variant("delivered", AllReport(Delivery, Receipt.Delivered, Receipt.Delivered(Delivery))),
            new Variant("read", AllReport(Reading, Receipt.Read, Receipt.Read(Reading))),
            new Variant("one-never-reports", OneNeverReports()),
            new Variant("one-fails", OneFails()),
            new Variant("refused", Refused()),
        ],
    };

    private static Step[] AllReport(Im im, Func<Template, Receipt> kind, Receipt forAll)
    {
        var copies = CopiesOf(im);
        Step last = Carol.Sends(kind(copies[Carol]).For(Carol), to: List).IfAccepted(im);
        return
        [
            List.KeepsHiddenList(Members, "anchor"),
            Alice.Sends(im, to: List),
            OneOf(List.Answers(Codes.Success, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "AMB-48" },
            Each(Members, m => List.Sends(copies[m], to: m).IfAccepted(im).Proves("RX-8.2-03")),

            Never(List.Sends(Receipt.Any(im), to: Alice)).Before(last).Proves([.. All, .. One]),
            Bill.Sends(kind(copies[Bill]).For(Bill), to: List).IfAccepted(im),
            Joe.Sends(kind(copies[Joe]).For(Joe), to: List).IfAccepted(im),
            Joe.Sends(kind(copies[Joe]).For(Joe), to: List).IfAccepted(im),
            last,

            List.Sends(forAll.WithoutRecipient(), to: Alice).IfAccepted(im).Proves(One),
            Never(List.Sends(Receipt.Any(im), to: Alice)).Proves(One),
        ];
    }

    private static Step[] OneNeverReports()
    {
        var copies = CopiesOf(Delivery);
        return
        [
            List.KeepsHiddenList(Members, "anchor"),
            Alice.Sends(Delivery, to: List),
            OneOf(List.Answers(Codes.Success, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "AMB-48" },
            Each(Members, m => List.Sends(copies[m], to: m).IfAccepted(Delivery).Proves("RX-8.2-03")),
            Bill.Sends(Receipt.Delivered(copies[Bill]).For(Bill), to: List).IfAccepted(Delivery),
            Joe.Sends(Receipt.Delivered(copies[Joe]).For(Joe), to: List).IfAccepted(Delivery),
            Never(List.Sends(Receipt.Any(Delivery), to: Alice)).Proves([.. All, .. One]),
        ];
    }

    private static Step[] OneFails()
    {
        var copies = CopiesOf(Failing);
        return
        [
            List.KeepsHiddenList(Members, "anchor"),
            Perhaps(List.Sends(Receipt.Failed(Failing, 404).WithoutRecipient(), to: Alice)),
            Alice.Sends(Failing, to: List),
            OneOf(List.Answers(Codes.Success, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "AMB-48" },
            List.Sends(copies[Bill], to: Bill).IfAccepted(Failing),
            List.Sends(copies[Joe], to: Joe).IfAccepted(Failing),
            List.Sends(copies[Carol], to: Carol).IfAccepted(Failing).AnsweredBy(404),
            Bill.Sends(Receipt.Delivered(copies[Bill]).For(Bill), to: List).IfAccepted(Failing),
            Joe.Sends(Receipt.Delivered(copies[Joe]).For(Joe), to: List).IfAccepted(Failing),
            Never(List.Sends(Receipt.Delivered(Failing), to: Alice)).Proves([.. All, .. One]),
        ];
    }

    private static Step[] Refused()
    {
        var copies = CopiesOf(Delivery);
        var plain = CopiesOf(Plain);
        return
        [
            List.KeepsHiddenList(Members, "reject"),
            Alice.Sends(Delivery, to: List),
            List.Answers(Codes.Refusal, Alice).Proves("RCPT-8.2-05", "RX-8.2-03"),
            .. Members.Select(m => Never(List.Sends(copies[m], to: m)).Proves("RCPT-8.2-05", "RX-8.2-03")),

            Alice.Sends(Plain, to: List),
            List.Answers(Codes.Success, Alice).Proves("RX-8.2-03"),
            Each(Members, m => List.Sends(plain[m], to: m).Proves("RX-8.2-03")),
        ];
    }

    private static Dictionary<Party, MemberCopy> CopiesOf(Im im) => Members.ToDictionary(m => m, m => new MemberCopy(im, m) { IsHidden = true });
}
