using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The example of RFC 5365.</summary>
public static class ListMessageFigure2
{
    /// <summary>list-message-figure-2.</summary>
    public static Scenario Scenario { get; } = new("list-message-figure-2")
    {
        Suite = Suite.UriList,
        Title = "Seven recipients, visible, hidden and blind, as in figure 2 of RFC 5365",
        Story = "Alice's list names Bill (to), Randy and Eddy (to, hidden), Joe (cc), Carol (cc, hidden), Ted and Andy (bcc). All seven get the text. Every history "
            + "shows Bill and Joe, two anonymous main recipients and one anonymous copy, and no trace of Ted and Andy.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over([("cp", "cp"), ("other-prefix", "rfc5364")], prefix => ListFlow.FanOut(
            new ListMessage("M", Bill.To(), Randy.To().Anonymous(), Eddy.To().Anonymous(), Joe.Cc(), Carol.Cc().Anonymous(), Ted.Bcc(), Andy.Bcc())
            {
                Style = new Wire.Lists.ListStyle { CopyControlPrefix = prefix },
            },
            "C5364-6-05", "C5364-4-13", "C5364-4-24")),
    };
}
