using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A copy is a new request.</summary>
public static class ListMessageHeaderHygiene
{
    /// <summary>list-message-header-hygiene.</summary>
    public static Scenario Scenario { get; } = new("list-message-header-hygiene")
    {
        Suite = Suite.UriList,
        Title = "Each copy has a transaction identity of its own",
        Story = "Alice sends two list messages with unusual Call-ID, CSeq and Max-Forwards. The copies carry her From value with a new tag, but Call-ID, CSeq, "
            + "Max-Forwards and Via of the service. Header fields that have no business in a MESSAGE are neither a reason to refuse nor copied, and one letter for a name means the same as the name.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            .. Vary.Over(
            [
                ("plain", Array.Empty<(string, string?)>()),
                ("named-sender", [("From", "\"Alice \\\"A\\\" Öström\" <sip:alice@192.0.2.9>;x-mood=fine;tag=t1")]),
                ("bare-sender", [("From", "sip:alice@192.0.2.9;tag=t1")]),
                ("token-sender", [("From", "Alice <sip:alice@192.0.2.9>;tag=t1")]),
                ("several-hops", [("Via", "SIP/2.0/TCP 192.0.2.77:5060;branch=z9hG4bKhop2"), ("Via", "SIP/2.0/TCP 192.0.2.78:5060;branch=z9hG4bKhop1")]),
                ("stray-headers", [("Contact", "<sip:alice@192.0.2.9>"), ("Accept", "text/plain"), ("Alert-Info", "<http://192.0.2.9/ring>"), ("Record-Route", "<sip:192.0.2.9;lr>")]),
            ],
            headers => [.. Probe("M1", 4711, 17, headers), .. Probe("M2", 1_800_000_001, 41, headers)]),
            new Variant("compact-forms", ListFlow.FanOut(
                new ListMessage("M", Bill.To(), Joe.Cc()).WithHeaders(("Subject", "Lunch"), ("Accept-Contact", "*;mobility=\"mobile\""), ("Contact", "<sip:alice@192.0.2.9>")).Compactly() with { OnPurpose = true },
                "I3428-9-02")),
        ],
    };

    private static IReadOnlyList<Step> Probe(string name, long number, int hops, (string, string?)[] headers) => ListFlow.FanOut(
        new ListMessage(name, Bill.To(), Joe.Cc())
        {
            Finish = request => request.Set("CSeq", FormattableString.Invariant($"{number} MESSAGE")).Set("Max-Forwards", FormattableString.Invariant($"{hops}")),
        }
            .WithHeaders(headers)
            .WithHeader("Call-ID", new FromFacts("from a private address", facts => $"{facts.Ids.Token(12)}@10.9.8.7"))
            .AsProvocation($"CSeq {number}, Max-Forwards {hops}"),
        "I3428-9-02");
}
