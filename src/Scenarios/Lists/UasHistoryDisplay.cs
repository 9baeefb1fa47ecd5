using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A recipient reads the history.</summary>
public static class UasHistoryDisplay
{
    private static readonly ListMessage Seven = new("M", Bill.To(), Randy.To().Anonymous(), Eddy.To().Anonymous(), Joe.Cc(), Carol.Cc().Anonymous());

    /// <summary>uas-history-display.</summary>
    public static Scenario Scenario { get; } = new("uas-history-display")
    {
        Suite = Suite.UriList,
        Title = "A recipient that reads histories shows who else got the message",
        Story = "Bill gets a copy whose history names him and Joe and stands for two hidden main recipients and one hidden copy. He takes it with a bare 200, shows the "
            + "text, and lists Bill, Joe and three undisclosed people at their levels; so he does when the history is encrypted for him.",
        Seats = [Bill.As(Seat.ListRecipient)],
        Variants = Vary.Over(
            [
                ("plain", Seven.Copy()),
                ("other-prefix", (Seven with { Style = new Wire.Lists.ListStyle { CopyControlPrefix = "x" } }).Copy()),
                ("history-first", Seven.Copy() with { HistoryFirst = true }),
                ("encrypted", Seven.Copy().WithSealedHistory()),
                ("missing-count", new ListMessage("M", Bill.To(), Randy.To().Anonymous()).Copy().InForm("no count", xml => xml.Replace(" cp:count=\"1\"", "", StringComparison.Ordinal))),
                ("odd-count", Seven.Copy().InForm("count +2 and 01", xml => xml.Replace("count=\"2\"", "count=\"+2\"", StringComparison.Ordinal).Replace("count=\"1\"", "count=\"01\"", StringComparison.Ordinal))),
            ],
            copy =>
            [
                .. copy.IsHistorySealed ? [Bill.HoldsCertificates()] : (Step[])[],
                List.Sends(copy.WrittenBy(Alice), to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01", "U5365-4-10", "I5621-4.2-01", "I3428-7-01"),
                Bill.Sees("show").Proves("I5621-4.2-01"),
                Bill.SeesRecipients(copy).Proves("U5365-8-02", "C5364-3-05", "C5364-4-21", "C5364-4-23"),
            ]),
    };
}
