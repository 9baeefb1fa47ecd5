using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Each recipient once.</summary>
public static class ListMessageDuplicateUris
{
    /// <summary>list-message-duplicate-uris.</summary>
    public static Scenario Scenario { get; } = new("list-message-duplicate-uris")
    {
        Suite = Suite.UriList,
        Title = "A recipient listed several times gets one copy, whoever differs gets his own",
        Story = "Bill is listed several times: in the same words, with a letter of his user name escaped, his host or the scheme in capitals, with parameters that do not matter for comparison or in another order, or in "
            + "different roles. He gets one copy. Where the spellings name different users, as with another case of a letter, or different ways, as with a transport that is said and one that is not, or with sip: and sips:, each gets a copy.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("identical", OneEach(new ListMessage("M", Bill.To(), Bill.To(), Bill.To(), Joe.To()))),
            new Variant("escaped", OneEach(new ListMessage("M", Bill.To(), Bill.To().Spelt(Escaped), Joe.To()))),
            new Variant("parameter", OneEach(new ListMessage("M", Bill.To(), Bill.To().Spelt(u => u + ";x-unknown=1"), Joe.To()))),
            new Variant("host-in-capitals", OneEach(new ListMessage("M", Bill.To().Spelt(u => ByName(u, "bill.invalid")), Bill.To().Spelt(u => ByName(u, "Bill.INVALID")), Joe.To()))),
            new Variant("scheme-in-capitals", OneEach(new ListMessage("M", Bill.To(), Bill.To().Spelt(u => u[..u.IndexOf(':', StringComparison.Ordinal)].ToUpperInvariant() + u[u.IndexOf(':', StringComparison.Ordinal)..]), Joe.To()))),
            new Variant("parameter-order", OneEach(new ListMessage("M", Bill.To().Spelt(u => u + ";x-a=1;x-b=2"), Bill.To().Spelt(u => u + ";x-b=2;x-a=1"), Joe.To()))),
            new Variant("roles", OneEach(new ListMessage("M", Bill.Bcc(), Bill.Cc(), Bill.To(), Joe.Bcc(), Joe.Cc()))),
            // Without roles, so that it fits a datagram wherever the service is.
            new Variant("transport-said", TwoCopies(new ListMessage("M", Bill.WithoutRole(), Bill.WithoutRole().Spelt(u => u + ";transport=udp")))) { OnlyTransports = [Stack.TransportKind.Udp] },
            new Variant("plain-and-protected", Protected(new ListMessage("M", Bill.To().Spelt(InClear), Bill.To()))) { OnlyTransports = [Stack.TransportKind.Tls] },
            new Variant("other-case", TwoCopies(new ListMessage("M", Bill.To(), Bill.To().Spelt(OtherCase)))),
        ],
    };

    private static IReadOnlyList<Step> OneEach(ListMessage message) =>
        ListFlow.FanOutOnce(message.AsProvocation("duplicates"), "U5365-7.1-02", "F5363-4.1-06", "C5364-4-15", "C5364-4-17");

    private static IReadOnlyList<Step> TwoCopies(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("U5365-7-01"),
        List.Sends(message.Copy(), to: Bill).Proves("U5365-1-02"),
        List.Sends(message.Copy(), to: Bill).Proves("F5363-4.1-07", "U5365-1-02"),
        Never(List.Sends(message.Copy(), to: Bill)).Proves("U5365-1-02"),
    ];

    /// <summary>
    /// Who is listed by a sip: URI and by the sips: URI of the same words is two people (RFC 3261 19.1.4). At the port for TLS nobody takes what is in clear, so the copy by TLS is the one to come;
    /// whoever takes him for one and keeps the other URI loses him.
    /// </summary>
    private static IReadOnlyList<Step> Protected(ListMessage message) =>
    [
        Perhaps(List.Sends(message.Copy(), to: Bill)),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("U5365-7-01"),
        List.Sends(message.Copy(), to: Bill).Proves("F5363-4.1-07", "U5365-1-02"),
    ];

    private static string InClear(string uri) => uri.Replace("sips:", "sip:", StringComparison.Ordinal);

    /// <summary>The same place under a name, which maddr leads to (RFC 3261 19.1.1).</summary>
    private static string ByName(string uri, string name)
    {
        var host = uri.Split('@')[1].Split(';')[0];
        var end = host.LastIndexOf(':');
        return uri.Replace($"@{host}", $"@{name}{host[end..]}", StringComparison.Ordinal) + $";maddr={host[..end]}";
    }

    private static string Escaped(string uri) => uri.Replace("bill", "%62ill", StringComparison.Ordinal);

    private static string OtherCase(string uri) => uri.Replace("bill", "Bill", StringComparison.Ordinal);
}
