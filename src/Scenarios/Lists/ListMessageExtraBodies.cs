using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Wire.Lists;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Several payload parts.</summary>
public static class ListMessageExtraBodies
{
    private static readonly BodyPart Image = new(["Content-Type: image/png", "Content-ID: <map@192.0.2.9>", "Content-Disposition: attachment; filename=map.png"], new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0 });
    private static readonly BodyPart Vendor = new(["Content-Type: application/vnd.example.note; version=2", "Content-Language: de"], "a note"u8.ToArray());

    private static readonly BodyPart Forged = new(
        ["Content-Type: application/resource-lists+xml", "Content-Disposition: recipient-list-history; handling=optional"],
        ResourceLists.Write([new ListEntry("sip:boss@192.0.2.9") { CopyControlText = "to" }], ListStyle.Default));

    /// <summary>list-message-extra-bodies.</summary>
    public static Scenario Scenario { get; } = new("list-message-extra-bodies")
    {
        Suite = Suite.UriList,
        Title = "All parts besides the list are passed on, whatever their type",
        Story = "Alice's message has a text, a picture and a note in a format that the service has never seen. The service takes it all the same, and every copy has all three, in "
            + "order, with the header fields that describe them.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("picture", new ListMessage("M", Bill.To(), Joe.Bcc()).With(Image)),
                ("picture-and-note", new ListMessage("M", Bill.To(), Joe.Bcc()).With(Image).With(Vendor)),
                ("blind-only", new ListMessage("M", Joe.Bcc(), Ted.Bcc()).With(Vendor)),
                ("history-of-the-sender", new ListMessage("M", Bill.To(), Joe.Bcc()).With(Forged).AsProvocation("a history of her own making")),
                ("list-between", new ListMessage("M", Bill.To(), Joe.Bcc()).With(Vendor).Arranged("list between", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [payload[0], .. lists, .. payload.Skip(1)])))),
                ("list-first", new ListMessage("M", Bill.To(), Joe.Bcc()).With(Vendor).Arranged("list first", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. lists, .. payload])))),
            ],
            message => ListFlow.FanOut(message, "U5365-6-10", "U5365-7.3-01", "U5365-7.3-11")),
    };
}
