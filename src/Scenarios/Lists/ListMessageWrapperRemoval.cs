using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>One body left.</summary>
public static class ListMessageWrapperRemoval
{
    private const string Alternative = "multipart/alternative;boundary=inner";

    /// <summary>list-message-wrapper-removal.</summary>
    public static Scenario Scenario { get; } = new("list-message-wrapper-removal")
    {
        Suite = Suite.UriList,
        Title = "A single remaining body travels without the multipart wrapper",
        Story = "Once the list is taken away and no history is added, one body is left. It goes out as the body of the MESSAGE with its own type, parameters and octets; "
            + "a payload that is itself a multipart keeps its own wrapper, and two payload parts keep theirs.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("text", new ListMessage("M", Ted.Bcc())),
                ("cpim", new ListMessage("M", Ted.Bcc()).Carrying(new Im("M1"))),
                ("alternative", new ListMessage("M", Ted.Bcc()).WithPayload(Alternative, Alternatives)),
                ("encrypted-for-ted", new ListMessage("M", Ted.Bcc()).Protected(Protection.Encrypted)),
                ("two-parts", new ListMessage("M", Ted.Bcc()) { MoreParts = [new BodyPart(["Content-Type: image/png"], new byte[] { 0x89, 0x50, 0x4E, 0x47, 0, 13, 10 })] }),
            ],
            message => ListFlow.FanOut(message)),
    };

    private static ReadOnlyMemory<byte> Alternatives(string text) => Encoding.UTF8.GetBytes(
        $"--inner\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--inner\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>\r\n--inner--\r\n");
}
