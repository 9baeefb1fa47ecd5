using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Names and other words around hidden recipients.</summary>
public static class ListMessageDisplayNames
{
    private static readonly ListMessage Named = new("M", Bill.To().Named("Bill Open"), Randy.To().Anonymous().Named("Randy Hidden"), Ted.Bcc().Named("Ted Blind"));

    /// <summary>list-message-display-names.</summary>
    public static Scenario Scenario { get; } = new("list-message-display-names")
    {
        Suite = Suite.UriList,
        Title = "What a list tells about hidden people besides their URIs does not give them away",
        Story = "Alice's list has names of the people on it, and says more about them in comments, in XML of other kinds, or in the name of the list. Randy is hidden and Ted is blind. "
            + "Nowhere in what the service writes to the others stands the URI of either; a message that names Ted itself is passed on unaltered.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("names", ListFlow.FanOut(Named with { IsAboutNames = true })),
            new Variant("comment", ListFlow.FanOut(Saying((list, ted) => list.Replace("<entry", $"<!-- {ted} is told as well --><entry", StringComparison.Ordinal)))),
            new Variant("cdata", ListFlow.FanOut(Saying((list, ted) => list.Replace("Bill Open", $"<![CDATA[Bill, not {ted}]]>", StringComparison.Ordinal), Bill.To().Named("Bill Open")))),
            new Variant("instruction", ListFlow.FanOut(Saying((list, ted) => list.Replace("<entry", $"<?note {ted}?><entry", StringComparison.Ordinal)))),
            new Variant("list-name", ListFlow.FanOut(Saying((list, ted) => list.Replace("<list>", $"<list><display-name>{ted} and friends</display-name>", StringComparison.Ordinal)))),
            new Variant("cpim-names-ted", ListFlow.FanOut(new ListMessage("M", Bill.To(), Ted.Bcc()).Carrying(new Im("M1").WithCopyTo(Ted)))),
            new Variant("foreign-xml", ListFlow.FanOut(Saying((list, ted) => list.Replace("</list>", $"<x:phone xmlns:x=\"urn:example:phones\">{ted}</x:phone></list>", StringComparison.Ordinal)))),
        ],
    };

    /// <summary>Ted is blind, and his URI stands elsewhere in the list too.</summary>
    private static ListMessage Saying(Func<string, string, string> say, ListedParty? bill = null) =>
        new ListMessage("M", bill ?? Bill.To(), Ted.Bcc()) { RewriteInCase = (list, facts) => say(list, facts.AddressOf(Ted).Address) }.Called("says more of Ted");
}
