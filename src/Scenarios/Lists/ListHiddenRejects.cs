using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Rather not.</summary>
public static class ListHiddenRejects
{
    private static readonly Im Plain = new("M2");

    /// <summary>list-hidden-rejects.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-rejects")
    {
        Suite = Suite.Receipts,
        AlsoKnownAs = ["list-receipts-undisclosed-reject"],
        Title = "Hidden list may refuse",
        Story = "A service that keeps members from Alice may refuse what asks for receipts. Then nobody gets it, and Alice no receipt. What asks for nothing, be it with an "
            + "empty request, is distributed all the same.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants =
        [
            new("delivered-and-read", Refused(new Im("M1").Asking(Im.Positive, Im.Read))),
            new("negative-only", Refused(new Im("M1").Asking(Im.Negative))),
            new("empty-request", Distributed(new Im("M1").AskingInWords(" ").AsProvocation())),
        ],
    };

    private static Step[] Refused(Im im)
    {
        var list = new HiddenList(im, HiddenList.Three);
        return
        [
            List.KeepsHiddenList(HiddenList.Three, "reject"),
            Alice.Sends(im, to: List),
            List.Answers(Codes.Refusal, Alice).Proves("RCPT-8.2-05", "RX-8.2-03"),
            .. HiddenList.Three.Select(m => Never(List.Sends(list[m], to: m)).Proves("RCPT-8.2-05", "RX-8.2-03")),
            Never(List.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-05"),
            .. Taken(Plain),
        ];
    }

    private static Step[] Distributed(Im im) => [List.KeepsHiddenList(HiddenList.Three, "reject"), .. Taken(im)];

    private static Step[] Taken(Im im)
    {
        var list = new HiddenList(im, HiddenList.Three);
        return [Alice.Sends(im, to: List), List.Answers(Codes.Success, Alice).Proves("RX-8.2-03"), list.Copies(), Never(List.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-05")];
    }
}
