using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>What a listed URI asks for with its question mark.</summary>
public static class ListMessageUriHeaders
{
    private static readonly ListMessage Wishes = new(
        "M",
        Bill.To().Spelt(u => u + "?Accept-Contact=*%3bmobility%3d%22mobile%22"),
        Carol.To().Spelt(u => u + "?Subject=lunch&Via=SIP/2.0/TCP%20192.0.2.9%3bbranch%3dz9hG4bKno"),
        Ted.To().Spelt(u => u + "?Subject=lunch"),
        Joe.To());

    /// <summary>list-message-uri-headers-honoured.</summary>
    public static Scenario Honoured { get; } = new("list-message-uri-headers-honoured")
    {
        Suite = Suite.UriList,
        Title = "A header field that one URI asks for is added to that request alone",
        Story = "Bill's entry asks for a preference about the terminal, Carol's for a subject and for a Via that is none of her business, Ted's for a subject only. A service "
            + "may honour such wishes, one by one. It never adds them for Joe, who asked for nothing.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("", Wishes),
                ("subject-in-request-too", Wishes.WithHeaders(("Subject", "dinner"))),
                ("utf-8", new ListMessage("M", Bill.To().Spelt(u => u + "?Subject=%C3%96l%20%26%20Brot&Priority=urgent"), Joe.To())),
            ],
            message => ListFlow.FanOut(message, "U5365-7.3-14")),
    };

    /// <summary>list-message-uri-headers-dangerous.</summary>
    public static Scenario Dangerous { get; } = new("list-message-uri-headers-dangerous")
    {
        Suite = Suite.UriList,
        Title = "A URI cannot make the service speak for others, claim abilities or go astray",
        Story = "One entry asks for header fields that identify, route or describe a request. The message goes out with the service's own values, or the service refuses the "
            + "list; it does not do as it is told.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("length", ListFlow.FanOut(new ListMessage("M", Bill.Bcc().Spelt(u => u + "?Content-Length=20"), Joe.Bcc()))),
            .. Vary.Over<string>(
            [
                ("from", "From=%3csip:boss%40192.0.2.9%3e"),
                ("from-compact", "f=%3csip:boss%40192.0.2.9%3e"),
                ("call-id", "Call-ID=known%40192.0.2.9"),
                ("cseq", "CSeq=4711%20MESSAGE"),
                ("record-route", "Record-Route=%3csip:192.0.2.9%3blr%3e"),
                ("route", "Route=%3csip:192.0.2.9%3blr%3e"),
                ("contact", "Contact=%3csip:boss%40192.0.2.9%3e&User-Agent=Other/1.0&Allow=INVITE"),
                ("supported", "Supported=100rel&Organization=Other&Accept=text/html"),
                ("date", "Date=Thu%2c%2031%20Dec%202099%2023:59:59%20GMT&MIME-Version=9.9"),
                ("identity", "P-Asserted-Identity=%3csip:boss%40192.0.2.9%3e&Max-Forwards=1"),
                ("identity-compact", "i=known%40192.0.2.9&v=SIP/2.0/TCP%20192.0.2.9%3bbranch%3dz9hG4bKno"),
                ("to", "To=%3csip:boss%40192.0.2.9%3e"),
                ("languages", "Accept-Encoding=gzip&Accept-Language=de"),
                ("credentials", "Authorization=Digest%20username%3d%22boss%22%2crealm%3d%22example.net%22"),
                ("twice", "CALL-id=one%40192.0.2.9&call-ID=two%40192.0.2.9&Subject=lunch"),
                ("content-type", "Content-Type=text/html&Timestamp=54"),
            ],
            asked => ListFlow.FanOut(new ListMessage("M", Bill.To().Spelt(u => $"{u}?{asked}"), Joe.To()))),
        ],
    };
}
