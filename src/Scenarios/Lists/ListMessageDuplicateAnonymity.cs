using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Two entries for one person that disagree about hiding him.</summary>
public static class ListMessageDuplicateAnonymity
{
    /// <summary>list-message-duplicate-anonymity.</summary>
    public static Scenario Scenario { get; } = new("list-message-duplicate-anonymity")
    {
        Suite = Suite.UriList,
        Title = "Whom one of two entries hides is hidden",
        Story = "Bill stands on the list twice, once openly and once hidden, in the same role or in two. He gets one copy. The texts do not say which entry wins; to hide him is the safe "
            + "reading, and to show and count him at once is wrong in any.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants = Vary.Over(
            [
                ("one-role", Twice(Bill.To(), Bill.To().Anonymous())),
                ("lower-role-hidden", Twice(Bill.To(), Bill.Cc().Anonymous())),
                ("higher-role-hidden", Twice(Bill.Cc(), Bill.To().Anonymous())),
            ],
            message => ListFlow.FanOutOnce(message, "C5364-4-15")),
    };

    private static ListMessage Twice(params ListedParty[] bill) => new ListMessage("M", [.. bill, Joe.To()]).AsProvocation("duplicates");
}
