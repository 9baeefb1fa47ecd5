using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists that cannot be read.</summary>
public static class ListMessageMalformedXml
{
    // Ten levels of ten: ten thousand million times the text, for whoever expands it.
    private static readonly string Bomb = "<!DOCTYPE r [<!ENTITY e0 \"ha\">"
        + string.Concat(Enumerable.Range(1, 10).Select(n => $"<!ENTITY e{n} \"{string.Concat(Enumerable.Repeat($"&e{n - 1};", 10))}\">")) + "]>";

    /// <summary>list-message-malformed-xml.</summary>
    public static Scenario Scenario { get; } = new("list-message-malformed-xml")
    {
        Suite = Suite.UriList,
        Title = "A list that cannot be read is nobody's list",
        Story = "Alice's list breaks off or goes wrong after Bill's entry, is another document, or is XML that is written to harm its reader. The service refuses the message. Neither Bill, "
            + "whose entry came first, nor Joe gets anything, and the service goes on serving others.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("utf-16", ListFlow.ServedOrRefused(
                new ListMessage("M", Bill.To(), Joe.Bcc()).Arranged("in UTF-16, undeclared", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists.Select(InUtf16)]))).AsProvocation("UTF-16"), "A-09")),
            .. Vary.Over<Func<string, string>>(
            [
                ("not-well-formed", list => AfterFirst(list, "<entry uri=")),
                ("truncated", list => list[..(list.IndexOf("/>", StringComparison.Ordinal) + 2)]),
                ("other-root", list => list.Replace("resource-lists", "resources", StringComparison.Ordinal)),
                ("other-namespace", list => list.Replace("urn:ietf:params:xml:ns:resource-lists", "urn:example:lists", StringComparison.Ordinal)),
                ("entry-without-uri", list => AfterFirst(list, "<entry xmlns:cp=\"urn:ietf:params:xml:ns:copycontrol\" cp:copyControl=\"to\"/>")),
                ("nul", list => AfterFirst(list, "\0")),
                ("entities", list => Declared(list, Bomb).Replace("</list>", "<display-name>&e10;</display-name></list>", StringComparison.Ordinal)),
                ("external-entity", list => Declared(list, "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>").Replace("</list>", "<display-name>&x;</display-name></list>", StringComparison.Ordinal)),
            ],
            rewrite => Refused(new ListMessage("M", Bill.To(), Joe.Bcc()) { Rewrite = rewrite })),
        ],
    };

    private static IReadOnlyList<Step> Refused(ListMessage message) =>
    [
        Alice.Sends(message.AsProvocation("unreadable"), to: List),
        List.Answers(Codes.Refusal, Alice).Proves("I3261-8.2-01", "U5365-7-01").Undecided("A-09"),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves("I3261-8.2-01", "U5365-7.1-01")),
    ];

    /// <summary>Other octets than the UTF-8 that RFC 4826 asks for, and no mark or word that says so.</summary>
    private static BodyPart InUtf16(BodyPart list) => list with { Content = System.Text.Encoding.BigEndianUnicode.GetBytes(System.Text.Encoding.UTF8.GetString(list.Content.Span)) };

    private static string AfterFirst(string list, string text) => list.Insert(list.IndexOf("/>", StringComparison.Ordinal) + 2, text);

    /// <summary>Puts a document type before the root element.</summary>
    private static string Declared(string list, string type) => list.Insert(list.IndexOf("<resource-lists", StringComparison.Ordinal), type);
}
