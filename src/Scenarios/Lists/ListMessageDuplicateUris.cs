using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Each recipient once.</summary>
public static class ListMessageDuplicateUris
{
    /// <summary>list-message-duplicate-uris.</summary>
    public static Scenario Scenario { get; } = new("list-message-duplicate-uris")
    {
        Suite = Suite.UriList,
        Title = "A recipient listed several times gets one copy",
        Story = "Bill is listed several times: in the same words, with a letter of his user name escaped, with a parameter that does not matter for comparison, or in "
            + "different roles. He gets one copy and stands once in the history, in his highest role.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("identical", new ListMessage("M", Bill.To(), Bill.To(), Bill.To(), Joe.To())),
                ("escaped", new ListMessage("M", Bill.To(), Bill.To().Spelt(u => u.Replace("bill", "%62ill", StringComparison.Ordinal)), Joe.To())),
                ("parameter", new ListMessage("M", Bill.To(), Bill.To().Spelt(u => u + ";x-unknown=1"), Joe.To())),
                ("roles", new ListMessage("M", Bill.Bcc(), Bill.Cc(), Bill.To(), Joe.Bcc(), Joe.Cc())),
                ("roles-reversed", new ListMessage("M", Bill.To(), Bill.Cc(), Bill.Bcc(), Joe.Cc(), Joe.Bcc())),
            ],
            message => ListFlow.FanOut(message with { OnPurpose = true, Variety = "duplicates" }, "U5365-7.1-02", "F5363-4.1-06", "C5364-4-15", "C5364-4-17")),
    };
}
