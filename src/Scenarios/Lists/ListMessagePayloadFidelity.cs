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
                ("binary", new ListMessage("M", Bill.To(), Joe.Bcc()).WithPayload("application/octet-stream", text => (byte[])[.. Encoding.UTF8.GetBytes(text), 0, 255, 13, 10, 13, 0])),
            ],
            message => ListFlow.FanOut(message)),
    };

    private static ListMessage Message(Func<string, string> write) =>
        new ListMessage("M", Bill.To(), Joe.Bcc()).WithPayload(Text, text => Encoding.UTF8.GetBytes(write(text)));
}
