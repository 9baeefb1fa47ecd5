using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Anonymous entries and their counts.</summary>
public static class ListMessageAnonymizeCounts
{
    private static readonly Party[] Visible = [new("Ann"), new("Ben")];
    private static readonly Party[] Hidden = [new("Cleo"), new("Dora"), new("Egon")];
    private static readonly Party[] HiddenCopies = [new("Finn"), new("Gus"), new("Hedy")];

    /// <summary>list-message-anonymize-counts.</summary>
    public static Scenario Scenario { get; } = new("list-message-anonymize-counts")
    {
        Suite = Suite.UriList,
        Title = "Hidden recipients are counted for each level and named nowhere",
        Story = "Two main recipients and one copy are visible; three main recipients and three copies are hidden. Everybody is served at the real address. The history "
            + "shows the visible ones and stands for the hidden ones by anonymous entries whose counts add up to three and three.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("true", Mixed("true")),
                ("one", Mixed("1")),
                ("false-shows", new ListMessage("M", Bill.To().Anonymous("false"), Joe.Cc().Anonymous("0"), Randy.To().Anonymous())),
                ("all-hidden", new ListMessage("M", Randy.To().Anonymous(), Eddy.To().Anonymous(), Carol.Cc().Anonymous())),
                ("counts-of-the-sender", new ListMessage("M", Bill.To(), Randy.To().Anonymous()) { Rewrite = list => list.Replace("=\"true\"", "=\"true\" cp:count=\"5\"", StringComparison.Ordinal) }.AsProvocation("a count in the list")),
                ("named", new ListMessage("M", Bill.To().Named("Bill"), Randy.To().Anonymous().Named("Randy R"))),
            ],
            message => ListFlow.FanOut(message, "C5364-4-13")),
    };

    private static ListMessage Mixed(string yes) => new(
        "M",
        [.. Visible.Select(p => p.To()), .. Hidden.Select(p => p.To().Anonymous(yes)), Joe.Cc(), .. HiddenCopies.Select(p => p.Cc().Anonymous(yes))]);
}
