using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Requests that must not be formed.</summary>
public static class ListMessageInvalidTargets
{
    /// <summary>list-message-invalid-targets.</summary>
    public static Scenario Scenario { get; } = new("list-message-invalid-targets")
    {
        Suite = Suite.UriList,
        Title = "A URI that asks for an impossible request gets none",
        Story = "Bill's entry would break a header line, asks for an extension that the sender does not support, or names a port or a transport that the service cannot have. Nothing "
            + "is sent to him; the service refuses the whole list, or serves Joe.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("injection", LeftOut(Bill.To().Spelt(u => u + "?Subject=hi%0d%0aX-Evil:%201"), "I3261-19.1.5-08")),
            new Variant("require", LeftOut(Bill.To().Spelt(u => u + "?Require=100rel"), "I3261-19.1.5-09")),
            new Variant("require-list", LeftOut(Bill.To().Spelt(u => u + "?Require=recipient-list-message"), "I3261-19.1.5-09")),
            new Variant("port", Unformed("sip:bill@192.0.2.9:99999")),
            new Variant("no-user", Unformed("sip:@192.0.2.9")),
            new Variant("other-scheme", Unformed("http://192.0.2.9/bill")),
            new Variant("sctp", LeftOut(Bill.To().Spelt(u => u.Replace(";transport=tcp", "", StringComparison.Ordinal) + ";transport=sctp"), "I3261-19.1.5-10")),
        ],
    };

    private static IReadOnlyList<Step> LeftOut(ListedParty bill, string proves) =>
        ListFlow.LeftOut(new ListMessage("M", bill, Joe.To()).AsProvocation("an impossible target"), nobody: Bill, others: [Joe], proves);

    /// <summary>Carol's entry is no URI that a request could be sent to.</summary>
    private static IReadOnlyList<Step> Unformed(string uri) =>
        ListFlow.LeftOut(new ListMessage("M", Carol.To().Spelt(_ => uri), Joe.To()).AsProvocation("an impossible target"), nobody: Carol, others: [Joe], "I3261-19.1.5-08");
}
