using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Sealed by its author.</summary>
public static class ListHiddenSignedIm
{
    private static readonly Im Signed = new Im("M1").Asking(Im.Positive).Protected(Protection.Signed);
    private static readonly Im Closed = new Im("M1").Asking(Im.Positive).Protected(Protection.Signed | Protection.Encrypted);

    /// <summary>list-hidden-signed-im.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-signed-im")
    {
        Suite = Suite.Receipts,
        Title = "Hidden list and an IM the list may not rewrite",
        Story = "Alice signs her message, so the service cannot put its own address into it without breaking the signature, and members would answer her and show who they "
            + "are. It refuses the message, and then nobody gets it, or it finds another way; a receipt that is less protected than her message never comes.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Fence = "F-OPT",
        Variants = Vary.Over([("signed", Signed), ("signed-and-encrypted", Closed)], im =>
        {
            var list = new HiddenList(im, HiddenList.Three);
            return (IReadOnlyList<Step>)
            [
                List.HoldsCertificates(Alice),
                List.KeepsHiddenList(HiddenList.Three, "reject"),
                Alice.Sends(im, to: List),
                List.Answers(Codes.Refusal, Alice).Proves("RCPT-8.2-05"),
                .. HiddenList.Three.Select(m => Never(List.Sends(list[m], to: m)).Proves("RCPT-8.2-05")),
                Never(List.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-06", "RCPT-8.2-05"),
            ];
        }),
    };
}
