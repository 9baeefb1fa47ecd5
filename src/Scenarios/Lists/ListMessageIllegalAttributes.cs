using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Attributes with values that the schema does not know.</summary>
public static class ListMessageIllegalAttributes
{
    /// <summary>list-message-illegal-attributes.</summary>
    public static Scenario Scenario { get; } = new("list-message-illegal-attributes")
    {
        Suite = Suite.UriList,
        Title = "A wish that cannot be understood is taken for the more discreet one",
        Story = "Joe's entry has a role or a wish for anonymity that the schema does not know. The service may refuse the list. If it serves it, nobody learns of Joe what he was perhaps not "
            + "to be told.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            .. Vary.Over<Func<string, string>>(
                [
                    ("role-in-capitals", list => list.Replace("\"cc\"", "\"BCC\"", StringComparison.Ordinal)),
                    ("role-with-blanks", list => list.Replace("\"cc\"", "\" cc \"", StringComparison.Ordinal)),
                    ("role-unknown", list => list.Replace("\"cc\"", "\"secret\"", StringComparison.Ordinal)),
                    ("anonymize-yes", list => list.Replace("=\"true\"", "=\"yes\"", StringComparison.Ordinal)),
                    ("negative-count", list => list.Replace("=\"true\"", "=\"true\" cp:count=\"-1\"", StringComparison.Ordinal)),
                    ("unknown-attribute", list => list.Replace("=\"true\"", "=\"true\" cp:colour=\"red\"", StringComparison.Ordinal)),
                ],
                rewrite => ListFlow.ServedOrRefused(Message(rewrite), "A-46", "C5364-4-23")),
            new Variant("twice", ListFlow.Refused(Message(list => list.Replace("=\"true\"", "=\"true\" cp:anonymize=\"false\"", StringComparison.Ordinal)), Codes.Refusal, "I3261-8.2-01")),
        ],
    };

    private static ListMessage Message(Func<string, string> rewrite) =>
        new ListMessage("M", Bill.To(), Joe.Cc().Anonymous()) { Rewrite = rewrite }.AsProvocation("an illegal attribute");
}
