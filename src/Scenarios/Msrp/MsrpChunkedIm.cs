using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Chunks are a matter of transport: what a message is and asks for is decided when it is complete.</summary>
public static class MsrpChunkedIm
{
    private static readonly Im Plain = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    // A first chunk of more than 2048 octets may be interrupted anywhere (RFC 4975 7.1.1); smaller ones are unusual, yet every size must be taken.
    private static readonly Im LongSubject = Plain.WithLines("Subject: " + string.Concat(Enumerable.Repeat("a long subject ", 140)).TrimEnd());

    private static readonly Im Interrupted = LongSubject.CutIn("Receipt-Request: read");
    private static readonly Im AlsoLong = new Im("M2").Reporting(failure: "yes").WithLines([.. LongSubject.ExtraLines]).CutIn("Message-ID:");
    private static readonly Im Between = new Im("M2").Reporting(failure: "yes");

    private static readonly string[] TenPlaces =
        ["From:", "To:", "Message-ID:", "Receipt-Request", "read", "\r\n\r\nContent-Type", "text/plain", "charset", "utf-8\r\n\r\n"];

    /// <summary>msrp-chunked-im.</summary>
    public static Scenario Scenario { get; } = new("msrp-chunked-im")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "IM cut into chunks",
        Story = "Alice's message comes in pieces, cut in the middle of the header that asks for a read receipt, or elsewhere, into two chunks or ten. Bob "
            + "answers each chunk, puts them together, and sends exactly one read receipt once his user has opened the message, and none before. "
            + "Another message may come between the chunks, and even between its own: each is put together by its id, and the one that asks for nothing gets no receipt. "
            + "When Alice is asked to send a long text, her own chunks carry the same headers throughout.",
        Seats = [Bob.As(Seat.MsrpRecipient), Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            Received("inside-receipt-request", LongSubject.CutIn("Receipt-Request: read")),
            Received("inside-message-id", LongSubject.CutIn("Message-ID:")),
            Received("at-the-empty-line", LongSubject.CutIn("\r\n\r\n")),
            Received("three-chunks", LongSubject.CutIn("Receipt-Request: read", "text/plain")),
            Received("small-chunks", Plain.CutIn("Receipt-Request: read").AsProvocation()),
            Received("ten-small-chunks", Plain.CutIn(TenPlaces).AsProvocation()),
            Received("another-message-between", Mixed(
                Between,
                [Alice.Begins(Interrupted, to: Bob), Alice.Sends(Between, to: Bob), Alice.Concludes(Interrupted, to: Bob)])),
            Received("chunk-by-chunk-with-another", Mixed(
                AlsoLong,
                [Alice.Begins(Interrupted, to: Bob), Alice.Begins(AlsoLong, to: Bob), Alice.Concludes(Interrupted, to: Bob), Alice.Concludes(AlsoLong, to: Bob)])),
            new("long-text", Sent(Plain.WithTextOf(6000))) { OnlySeats = [Seat.MsrpSender] },
        ],
    };

    private static Variant Received(string name, Im im) => Received(name, Flow(im));

    private static Variant Received(string name, IReadOnlyList<Step> flow) => new(name, flow) { OnlySeats = [Seat.MsrpRecipient] };

    private static IReadOnlyList<Step> Flow(Im im)
    {
        var opens = Bob.Reads(im);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(im, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Bob.SeesMessage(im).Proves("RCPT-7.1.3.1-01"),
            Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.1-02").Before(opens),
            opens,
            Bob.Sends(Receipt.Read(im), to: Alice).Proves("RCPT-7.1.3.1-01"),
            Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.3-03"),
        ];
    }

    /// <summary>Two messages whose chunks come in turns; the first alone asks for a receipt.</summary>
    private static IReadOnlyList<Step> Mixed(Im other, Step[] sending) =>
    [
        Alice.OpensSessionWith(Bob),
        .. sending,
        Never(Bob.Sends(Receipt.Any(other), to: Alice)).Proves("RCPT-3.1-11"),
        Bob.Answers(200, Alice, other).Proves("RCPT-7.1.2-01"),
        Bob.Answers(200, Alice, Interrupted).Proves("RCPT-7.1.2-01"),
        Bob.SeesMessage(other).Proves("RCPT-7.1.3.1-01"),
        Bob.SeesMessage(Interrupted).Proves("RCPT-7.1.3.1-01"),
        Bob.Reads(other),
        Bob.Reads(Interrupted),
        Bob.Sends(Receipt.Read(Interrupted), to: Alice).Proves("RCPT-7.1.3.1-01"),
        Never(Bob.Sends(Receipt.Any(Interrupted), to: Alice)).Proves("RCPT-3.3-03"),
    ];

    private static IReadOnlyList<Step> Sent(Im im) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves("RCPT-7.1.1-06"),
        Bob.Answers(200, Alice),
    ];
}
