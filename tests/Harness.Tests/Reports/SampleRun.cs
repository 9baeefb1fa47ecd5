using System.Text;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

/// <summary>
/// Five cases, one for each way to end: a pass, a missing arrow, a rule broken by certain octets, no judgement, and a pass with a warning.
/// The wire carries what would break a careless page.
/// </summary>
internal static class SampleRun
{
    public const string Hostile = "</script><script>alert(\"1\")</script> 'quoted' & <b>bold</b>";

    private static readonly Requirement NegativeReceipt = Clause("RCPT-6.2-09", "6.2", "6.2 SIP intermediary", Level.Must, "A relay that answered 202 reports a later failure with a negative receipt.");
    private static readonly Requirement MessageId = Clause("RCPT-3.1-03", "3.1", "3.1 Instant message", Level.Must, "An IM that asks for a receipt carries a Message-ID.");
    private static readonly Requirement NoTimer = Clause("RCPT-3.1-15", "3.1", "3.1 Instant message", Level.MustNot, "Nobody times the arrival of receipts.");
    private static readonly Requirement OneList = Clause("U5365-6-04", "6", "RFC 5365 section 6 Procedures at the UAC", Level.Should, "A list names nobody twice.", "RFC 5365");
    private static readonly Requirement Privacy = Clause("U5365-10-02", "10", "RFC 5365 section 10 Security <considerations>", Level.Statement, "Lists are kept from prying eyes.", "RFC 5365") with { Kind = RequirementKind.NotTestable, NotTestableReason = "What a host stores does not show on the wire." };
    private static readonly Requirement Untested = Clause("U5365-7-01", "7", "RFC 5365 section 7 Procedures at the service", Level.May, "A service may refuse long lists.", "RFC 5365");

    public static RunResult Result { get; } = new()
    {
        HarnessVersion = "0.1.0",
        SutName = "acme \"im\" 2.3",
        Network = "loopback",
        Seed = 18446744073709551615,
        StartedAt = new DateTimeOffset(2026, 11, 21, 23, 50, 1, 250, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(6.25),
        Strict = false,
        Selected = 5,
        Verdict = Verdict.Fail,
        Cases = [MissingArrow, Passed, BrokenRule, NotJudged, Warned],
        Requirements =
        [
            new(MessageId, RequirementStatus.Failed, ["receipts/plain/alice/udp", "receipts/request/alice/tcp"], ["cpim.message-id"]),
            new(NoTimer, RequirementStatus.Inconclusive, ["receipts/silence/alice/udp"], ["receipts/silence"]),
            new(NegativeReceipt, RequirementStatus.Failed, ["receipts/accepted-then-rejected/relay/udp/480"], ["receipts/accepted-then-rejected"]),
            new(OneList, RequirementStatus.Warned, ["uri-list/sip/duplicates/uac/tls"], ["uri-list/sip/duplicates"]),
            new(Untested, RequirementStatus.NotVerifiedYet, [], []),
            new(Privacy, RequirementStatus.NotTestable, [], []),
        ],
        LeftOut = new Dictionary<string, IReadOnlyList<string>> { ["pics.items says P-DEFER: false"] = ["receipts/held/alice/tcp", "receipts/held/alice/udp"] },
        Readings =
        [
            new(Readings.Get("AMB-04")) { Seen = [new("bundled schema", 1)] },
            new(Readings.Get("AMB-05")) { InForce = Readings.Get("AMB-05").Alternatives[1], IsDeclared = true, Seen = [new("X-NO-NAMESPACE", 3), new("namespace", 1)], Resting = 3 },
            new(Readings.Get("AMB-15")) { InForce = Readings.Get("AMB-15").Alternatives[0] },
            new(Readings.Get("AMB-67")) { Resting = 1 },
        ],
        Strays = [new(TimeSpan.FromMilliseconds(1500), "UDP", "127.0.0.1:5070", "OPTIONS sip:who@127.0.0.1 SIP/2.0\r\n\r\n"u8.ToArray())],
    };

    private static CaseResult MissingArrow => new()
    {
        Id = "receipts/accepted-then-rejected/relay/udp/480",
        Scenario = "receipts/accepted-then-rejected",
        Suite = "receipts",
        Title = "A relay that already answered 202 reports the failure that follows",
        Story = "Alice sends Bob a message through a relay, which answers 202 at once. Bob then refuses it. Alice must learn of it from the relay.",
        Seat = "relay",
        Transport = "udp",
        Variant = "480",
        Verdict = Verdict.Fail,
        Duration = TimeSpan.FromMilliseconds(5030),
        Parties = ["Alice", "Relay", "Bob"],
        SutParty = "Relay",
        Findings =
        [
            new() { Requirement = NegativeReceipt.Id, Severity = Severity.Fail, Kind = FindingKind.Flow, Message = "Relay did not send Alice a negative delivery receipt after Bob answered 480.", Expected = "MESSAGE receipt(M1 neg) from Relay to Alice within 5 s", Observed = "nothing", Reading = "AMB-67" },
            new() { Severity = Severity.Finding, Kind = FindingKind.Flow, Message = "Relay answered 202 before it had tried to deliver.", Entry = 2 },
        ],
        Timeline =
        [
            new TimelineEntry.Action(0, Ms(0), "Alice", "sends im M1 (neg)"),
            Wire(1, 2, "Alice", "Relay", "MESSAGE im(M1 neg)", Sip("MESSAGE sip:bob@relay SIP/2.0", "<M1@alice>")),
            Wire(2, 4, "Relay", "Alice", "202 Accepted", Sip("SIP/2.0 202 Accepted", null)),
            Wire(3, 9, "Relay", "Bob", "MESSAGE im(M1 neg)", Sip("MESSAGE sip:bob@127.0.0.1 SIP/2.0", "<M1@alice>")),
            Wire(4, 11, "Bob", "Relay", "480 Temporarily Unavailable", Sip("SIP/2.0 480 Temporarily Unavailable", null)) with { Provocation = true },
            new TimelineEntry.Missing(5, Ms(5011), "Relay", "Alice", "MESSAGE receipt(M1 neg)", TimeSpan.FromSeconds(5)),
            new TimelineEntry.Note(6, Ms(5030), "alive: OPTIONS answered"),
        ],
        Exercised = [NegativeReceipt.Id],
    };

    private static CaseResult Passed => new()
    {
        Id = "receipts/plain/alice/udp",
        Scenario = "receipts/plain",
        Suite = "receipts",
        Title = "A message that asks for nothing",
        Story = "Alice sends a message and asks for no receipt.",
        Seat = "alice",
        Transport = "udp",
        Variant = "",
        Verdict = Verdict.Pass,
        Duration = TimeSpan.FromMilliseconds(12.5),
        Parties = ["Alice", "Bob"],
        SutParty = "Alice",
        Findings = [],
        Timeline = [Wire(0, 0, "Alice", "Bob", "MESSAGE im(M2)", Sip("MESSAGE sip:bob@127.0.0.1 SIP/2.0", "<M2@alice>")), Wire(1, 12.5, "Bob", "Alice", "200 OK", Sip("SIP/2.0 200 OK", null)) with { Opened = [new("signed by CN=Bob", "Content-Type: text/plain\r\n\r\nOnly for Alice"u8.ToArray())] }],
        Exercised = [MessageId.Id],
        Readings = [new("AMB-04", "bundled schema")],
        Fences = [new("any receipt for M2", "F-IM", Ms(12), Ms(2012), TimeSpan.FromMilliseconds(3.2), TimeSpan.FromSeconds(2), Alive: true)],
    };

    private static CaseResult BrokenRule
    {
        get
        {
            var bytes = Sip("MESSAGE sip:bob@127.0.0.1 SIP/2.0", "");
            return new()
            {
                Id = "receipts/request/alice/tcp",
                Scenario = "receipts/request",
                Suite = "receipts",
                Title = "A message that asks for a read receipt",
                Story = $"Alice asks for a read receipt. Her display name is {Hostile}.",
                Seat = "alice",
                Transport = "tcp",
                Variant = "",
                Verdict = Verdict.Fail,
                Duration = TimeSpan.FromMilliseconds(3),
                Parties = ["Alice", "Bob"],
                SutParty = "Alice",
                Findings = [new() { Requirement = MessageId.Id, Severity = Severity.Fail, Kind = FindingKind.Rule, Message = $"The Message-ID is empty although a receipt is asked for: {Hostile}", Expected = "Message-ID: <one or more characters>", Observed = "Message-ID: \\r\\n", Entry = 0, Bytes = new(Find(bytes, "Message-ID: "), "Message-ID: ".Length) }],
                Timeline = [Wire(0, 0, "Alice", "Bob", $"MESSAGE im(read) {Hostile}", bytes) with { Transport = "TCP" }, Wire(1, 3, "Bob", "Alice", "200 OK", Sip("SIP/2.0 200 OK", null)) with { Transport = "TCP", Mark = ArrowMark.Tolerated }],
                Exercised = [MessageId.Id],
            };
        }
    }

    private static CaseResult NotJudged => new()
    {
        Id = "receipts/silence/alice/udp",
        Scenario = "receipts/silence",
        Suite = "receipts",
        Title = "Nobody waits for a receipt",
        Story = "Alice asks for a receipt that never comes. She must not mind.",
        Seat = "alice",
        Transport = "udp",
        Variant = "",
        Verdict = Verdict.Inconclusive,
        Reason = "needs control action send-im",
        MissingActions = ["send-im"],
        Duration = TimeSpan.Zero,
        Parties = ["Alice", "Bob"],
        SutParty = "Alice",
        Findings = [],
        Timeline = [],
        Exercised = [],
    };

    private static CaseResult Warned => new()
    {
        Id = "uri-list/sip/duplicates/uac/tls",
        Scenario = "uri-list/sip/duplicates",
        Suite = "uri-list",
        Title = "A list without duplicates",
        Story = "The client sends one message to two people.",
        Seat = "uac",
        Transport = "tls",
        Variant = "",
        Verdict = Verdict.Pass,
        Warned = true,
        Duration = TimeSpan.FromMilliseconds(20),
        Parties = ["Client", "Service"],
        SutParty = "Client",
        Findings = [new() { Requirement = OneList.Id, Severity = Severity.Warning, Kind = FindingKind.Rule, Message = "The list names sip:bob@example.org twice.", Expected = "each URI once", Observed = "sip:bob@example.org, sip:bob@example.org", Entry = 0 }],
        Timeline =
        [
            Wire(0, 0, "Client", "Service", "MESSAGE list(2)", new byte[] { 0x4d, 0xff, 0x00, 0x0d, 0x0a, 0x0a, 0x0d, 0x41 }) with { Transport = "TLS" },
            Wire(1, 20, "Service", "Client", "202 Accepted", Sip("SIP/2.0 202 Accepted", null)) with { Transport = "TLS" },
            new TimelineEntry.UserEvent(2, Ms(20), "Client", "sent"),
        ],
        Exercised = [OneList.Id],
    };

    public static Requirement Clause(string id, string section, string heading, Level level, string text, string specification = "draft-khartabil-simple-im-receipts-00") =>
        new(id, specification, section, level, null, ["im-sender"], "any", RequirementKind.MessageRule, text, null, null, null) { Title = heading };

    public static TimelineEntry.Wire Wire(int index, double ms, string from, string to, string label, byte[] bytes) => new(index, Ms(ms))
    {
        From = from,
        To = to,
        FromSut = from is "Relay" or "Client",
        Protocol = "SIP",
        Transport = "UDP",
        Label = label,
        Bytes = bytes,
        Mark = ArrowMark.Expected,
    };

    public static byte[] Sip(string start, string? messageId)
    {
        var body = messageId is null ? "" : $"From: <sip:alice@example.org>\r\nTo: <sip:bob@example.org>\r\nMessage-ID: {messageId}\r\nReceipt-Request: read\r\n\r\nContent-type: text/plain\r\n\r\n{Hostile}";
        var type = messageId is null ? "" : "Content-Type: message/cpim\r\n";
        return Encoding.UTF8.GetBytes($"{start}\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\nMax-Forwards: 70\r\nFrom: <sip:alice@127.0.0.1>;tag=1\r\nTo: <sip:bob@127.0.0.1>\r\nCall-ID: c1\r\nCSeq: 1 MESSAGE\r\n{type}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    private static int Find(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));

    private static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);
}
