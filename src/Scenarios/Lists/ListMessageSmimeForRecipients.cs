using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A text that the service passes on and cannot read.</summary>
public static class ListMessageSmimeForRecipients
{
    private static readonly string[] Secret = ["U5365-10-03", "U5365-10-04", "U5365-10-05", "I3428-11-04"];

    /// <summary>list-message-smime-for-recipients.</summary>
    public static Scenario Scenario { get; } = new("list-message-smime-for-recipients")
    {
        Suite = Suite.UriList,
        Title = "What must stay private is encrypted for the receivers before it goes to the service",
        Story = "Alice's user marks a text as private. It is encrypted with a key of its own, and that key for each of the receivers, all of whom can read the text; "
            + "the service, to which the list goes with it, cannot, and passes it on as it is. What she signs has a date that the signature covers.",
        Seats = [Alice.As(Seat.ListClient), List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(
            [
                ("encrypted", (new ListMessage("M", Bill.To(), Joe.Cc()).Protected(Protection.Encrypted), Secret)),
                ("one-receiver", (new ListMessage("M", Bill.To()).Protected(Protection.Encrypted), Secret)),
                ("signed", (new ListMessage("M", Bill.To(), Joe.Cc()).Protected(Protection.Signed), ["I3428-11-05"])),
                ("signed-and-encrypted", (new ListMessage("M", Bill.To(), Joe.Cc(), Ted.Bcc()).Protected(Protection.Signed | Protection.Encrypted), [.. Secret, "I3428-11-05"])),
            ],
            form => Sent(form.Item1, form.Item2)),
    };

    private static Step[] Sent(ListMessage message, string[] proves) =>
    [
        Alice.HoldsCertificates([.. message.Everybody]),
        Alice.IsAskedToSend(message, via: List),
        Alice.Sends(message, to: List).Proves(proves),
        List.Answers(202, Alice),
        Each(message.Everybody, r => List.Sends(message.Copy(), to: r).Proves("U5365-7.3-11", "U5365-2-01")),
    ];
}
