using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Payload octets survive.</summary>
public static class ListMessagePayloadFidelity
{
    private const string Text = "text/plain; charset=utf-8";

    // As long as RFC 2046 5.1.1 allows, with characters that only a quoted parameter may have.
    private static readonly string Long = new string('=', 60) + "(b)?:a --x";

    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Bcc());

    /// <summary>list-message-payload-fidelity.</summary>
    public static Scenario Scenario { get; } = new("list-message-payload-fidelity")
    {
        Suite = Suite.UriList,
        Title = "The message reaches everybody octet for octet",
        Story = "Alice's text has blanks at line ends, lines that end in LF alone, letters beyond the basic plane, lines that look like delimiters, or octets that are no text at "
            + "all. Every copy holds the very same octets, the last as well as the first.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("blanks", Message(text => $"{text}  \r\nsecond line\t \r\n\r\n")),
                ("line-feeds", Message(text => $"{text}\nsecond line\nthird \n")),
                ("beyond-bmp", Message(text => $"{text} \U0001F600 \U00010348")),
                ("like-a-delimiter", Message(text => $"{text}\r\n--boundary\r\n--\r\n--boundary--\r\n")),
                ("empty", new ListMessage("M", Bill.To(), Joe.Bcc()).With(new BodyPart(["Content-Type: text/plain"], ReadOnlyMemory<byte>.Empty))),
                ("around-the-parts", Plain.Arranged("preamble and epilogue", (payload, lists, boundary) => Around(boundary, [.. payload, .. lists]))),
                ("short-boundary", Plain.Arranged("a boundary of one character", (payload, lists, _) => ("multipart/mixed;boundary=Q", Multipart.Write("Q", [.. payload, .. lists])))),
                ("long-boundary", Plain.Arranged("a boundary of 70 characters", (payload, lists, _) => (Multipart.Mixed(Long), Multipart.Write(Long, [.. payload, .. lists])))),
                ("nul", Message(text => $"{text}\0 and on\0")),
                ("unknown-charset", new ListMessage("M", Bill.To(), Joe.Bcc()).WithPayload("text/plain; charset=x-unknown")),
                ("binary", new ListMessage("M", Bill.To(), Joe.Bcc()).WithPayload("application/octet-stream", text => (byte[])[.. Encoding.UTF8.GetBytes(text), 0, 255, 13, 10, 13, 0])),
            ],
            message => ListFlow.FanOut(message)),
    };

    private static ListMessage Message(Func<string, string> write) =>
        new ListMessage("M", Bill.To(), Joe.Bcc()).WithPayload(Text, text => Encoding.UTF8.GetBytes(write(text)));

    private static (string Type, ReadOnlyMemory<byte> Body) Around(string boundary, IReadOnlyList<BodyPart> parts) =>
        (Multipart.Mixed(boundary), (byte[])[.. "For old readers only.\r\n"u8, .. Multipart.Write(boundary, parts), .. "Nothing follows.\r\n"u8]);
}
