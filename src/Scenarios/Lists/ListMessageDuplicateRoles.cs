using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Highest role wins.</summary>
public static class ListMessageDuplicateRoles
{
    /// <summary>list-message-duplicate-roles.</summary>
    public static Scenario Scenario { get; } = new("list-message-duplicate-roles")
    {
        Suite = Suite.UriList,
        Title = "A recipient listed in several roles has the highest",
        Story = "Bill is listed as a main recipient, for a copy and for a blind copy, in every order; Joe for a copy and for a blind copy. Each gets one copy, and the histories show "
            + "Bill as a main recipient and Joe as copied.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("to-cc-bcc", Roles(Bill.To(), Bill.Cc(), Bill.Bcc())),
                ("to-bcc-cc", Roles(Bill.To(), Bill.Bcc(), Bill.Cc())),
                ("cc-to-bcc", Roles(Bill.Cc(), Bill.To(), Bill.Bcc())),
                ("cc-bcc-to", Roles(Bill.Cc(), Bill.Bcc(), Bill.To())),
                ("bcc-to-cc", Roles(Bill.Bcc(), Bill.To(), Bill.Cc())),
                ("none-and-cc", Roles(Bill.WithoutRole(), Bill.Cc())),
                ("bcc-cc-to", Roles(Bill.Bcc(), Bill.Cc(), Bill.To())),
            ],
            message => ListFlow.FanOutOnce(message, "C5364-4-15", "C5364-4-17", "F5363-4.1-08")),
    };

    private static ListMessage Roles(params ListedParty[] bill) => new ListMessage("M", [.. bill, Joe.Bcc(), Joe.Cc()]).AsProvocation("duplicates");
}
