using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Parts that a recipient does not know.</summary>
public static class UasHistoryIgnorable
{
    private static readonly ListMessage Text = new("M", Bill.To(), Joe.Cc());
    private static readonly ListMessage Private = new ListMessage("M", Bill.To(), Joe.Cc()).Protected(Protection.Encrypted);
    private static readonly ListCopy Copy = Text.Copy().WrittenBy(Alice);

    /// <summary>uas-history-ignorable.</summary>
    public static Scenario Scenario { get; } = new("uas-history-ignorable")
    {
        Suite = Suite.UriList,
        Title = "What may be ignored does not keep the text from the user, what must be understood does",
        Story = "Bill gets a text with another part that he does not know. If the part says that it is optional, he takes the message and shows the text. If it does not, or says "
            + "that it is required, he answers 415 and shows nothing. A text that is encrypted for him he can read.",
        Seats = [Bill.As(Seat.ListRecipient)],
        Variants =
        [
            new Variant("bare-text", Shown(Copy.WithoutHistory(), "I3428-7-05", "U5365-8-01")),
            new Variant("history", Shown(Copy, "U5365-4-10", "C5364-7-05", "I5621-4.2-01")),
            new Variant("other-format", Shown(Copy.AsProvocation("another format") with { HistoryType = "application/x-people", Rewrite = _ => "bill, joe" }, "U5365-4-12")),
            new Variant("large-history", Shown(Text with { Recipients = [Bill.To(), .. Crowd.Of(1000).Select(p => p.To())] }, "U5365-4-10")) { OnlyTransports = [Stack.TransportKind.Tcp] },
            new Variant("nested-history", Shown(Copy.AsProvocation("a list inside") with { Rewrite = xml => xml.Replace("<list>", "<list><list>", StringComparison.Ordinal).Replace("</list>", "</list></list>", StringComparison.Ordinal) }, "U5365-4-10")),
            new Variant("encrypted-text", [Bill.HoldsCertificates(), .. Shown(Private, "U5365-8-01")]) { OnlyTransports = [Stack.TransportKind.Tcp, Stack.TransportKind.Tls] },
            new Variant("broken-history", Shown(Copy.AsProvocation("broken XML") with { Rewrite = xml => xml[..(xml.Length / 2)] }, "U5365-4-10")),
            new Variant("unknown-optional", Shown(Copy.With(Unknown("; handling=optional")), "I3204-6-01", "C5364-7-05")),
            new Variant("unknown-required", Refused(Copy.With(Unknown("; handling=required")))),
            new Variant("unknown-unsaid", Refused(Copy.With(Unknown("")))),
        ],
    };

    private static BodyPart Unknown(string handling) => new(["Content-Type: application/x-unknown", $"Content-Disposition: x-unknown{handling}"], "?"u8.ToArray());

    private static Step[] Shown(ListMessage message, params string[] proves) =>
    [
        List.Sends(message.Copy().WrittenBy(Alice), to: Bill),
        Bill.Answers(Codes.Success, List).Proves(proves),
        Bill.SeesText(message).Proves(proves),
    ];

    private static Step[] Shown(ListCopy copy, params string[] proves) =>
    [
        List.Sends(copy, to: Bill),
        Bill.Answers(Codes.Success, List).Proves(proves),
        Bill.SeesText(Text).Proves(proves),
    ];

    private static Step[] Refused(ListCopy copy) =>
    [
        List.Sends(copy, to: Bill),
        Bill.Answers(415, List).Proves("I3204-6-02"),
        Never(Bill.SeesText(Text)).Proves("I3204-6-02"),
    ];
}
