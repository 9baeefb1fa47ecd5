using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>What is encrypted for the service, and what the service encrypts.</summary>
public static class ListMessageSmimeForService
{
    private static readonly TransportKind[] Streams = [TransportKind.Tcp, TransportKind.Tls];

    /// <summary>list-message-smime-for-service.</summary>
    public static Scenario ForService { get; } = new("list-message-smime-for-service")
    {
        Suite = Suite.UriList,
        Title = "What is encrypted for the service stays there",
        Story = "Alice encrypts the list for the service, or the whole body, or a part that is no list. The service opens what is for it and serves the list; "
            + "none of the envelopes that it alone can open goes on to the recipients. A list that it cannot open is served to nobody.",
        Seats = [List.As(Seat.ListService)],
        Transports = Streams,
        Variants =
        [
            new Variant("list", Served(Sealing.List, "U5365-7.3-02")),
            new Variant("attachment", Served(Sealing.Attachment, "U5365-7.3-03")),
            new Variant("body", Served(Sealing.Body, "U5365-7.3-03")),
            new Variant("signed-body", Served(Sealing.SignedBody, "U5365-7.3-03")),
            new Variant("no-key", ListFlow.Refused(new ListMessage("M", Bill.To(), Joe.Cc()).SealedForService(Sealing.List), Codes.Refusal, "I3261-8.2-01")),
        ],
    };

    /// <summary>list-message-history-encryption.</summary>
    public static Scenario History { get; } = new("list-message-history-encryption")
    {
        Suite = Suite.UriList,
        Title = "The history is encrypted for each receiver whose certificate the service has",
        Story = "The service has the certificates of Bill and Joe, and none of Carol. Each history goes out under S/MIME for its one reader; its label stands outside, so that it may be passed over.",
        Seats = [List.As(Seat.ListService)],
        Transports = Streams,
        Variants =
        [
            new Variant("all-known", KnownTo(new ListMessage("M", Bill.To(), Joe.Cc()).ToServiceThatKnows(Bill, Joe))),
            new Variant("one-unknown", KnownTo(new ListMessage("M", Bill.To(), Joe.Cc(), Carol.To()).ToServiceThatKnows(Bill, Joe))),
        ],
    };

    /// <summary>list-receipts-encrypted.</summary>
    public static Scenario Receipts { get; } = new("list-receipts-encrypted")
    {
        Suite = Suite.UriList,
        Title = "The service protects its receipts as the message was protected",
        Story = "Alice signs and encrypts her message to the service and asks to hear of failures. Joe's copy is refused. What the service tells her of it is signed and encrypted for her.",
        Seats = [List.As(Seat.ListService)],
        Transports = Streams,
        Flow = Reported(),
    };

    private static Step[] Served(Sealing what, string proves)
    {
        var message = new ListMessage("M", Bill.To(), Joe.Cc()).SealedForService(what);
        return [List.HoldsCertificates(), .. ListFlow.FanOut(message, proves)];
    }

    private static Step[] KnownTo(ListMessage message) => [List.HoldsCertificates([.. message.Known]), .. ListFlow.FanOut(message, "U5365-7.3-10")];

    private static Step[] Reported()
    {
        var im = new Im("M1").Asking(Im.Negative);
        var message = new ListMessage("M", Bill.To(), Joe.To()).Carrying(im).SealedForService(Sealing.SignedBody);
        return
        [
            List.HoldsCertificates(Alice),
            Alice.Sends(message, to: List),
            List.Answers(202, Alice),
            List.Sends(message.Copy(), to: Bill),
            List.Sends(message.Copy(), to: Joe).AnsweredBy(404),
            List.Sends(Receipt.Failed(im, 404).For(Joe), to: Alice).Proves("RX-8.2-05", "RCPT-8.2-06"),
        ];
    }
}
