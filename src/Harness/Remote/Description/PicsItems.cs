using Conformance.Harness.Dsl;

namespace Conformance.Harness.Remote.Description;

/// <summary>One item of the PICS: something that a system under test claims, denies or leaves open.</summary>
/// <param name="Name">As the conditions of the ledger name it: <c>P-DEFER</c>, <c>PICS-BCC-MODE</c>.</param>
/// <param name="Asks">What is claimed, in a few words.</param>
/// <param name="Seats">The seats that it is asked of.</param>
public sealed record PicsItem(string Name, string Asks, IReadOnlyList<Seat> Seats)
{
    /// <summary>The words that may stand beside <c>true</c> and <c>false</c>; empty for none, null for any text or number.</summary>
    public IReadOnlyList<string>? Words { get; init; } = [];

    /// <summary>The member of the SUT file that says it as well, and for all items of its kind; null for none.</summary>
    public string? SaidBy { get; init; }

    /// <summary>True when the value can be claimed.</summary>
    public bool Accepts(string value) => value is "true" or "false" || Words is null || Words.Contains(value, StringComparer.Ordinal);
}

/// <summary>The items of the PICS.</summary>
public static class PicsItems
{
    private static readonly Seat[] ImSenders = [Seat.ImSender, Seat.MsrpSender];
    private static readonly Seat[] ImRecipients = [Seat.ImRecipient, Seat.MsrpRecipient];
    private static readonly Seat[] OverSip = [Seat.ImSender, Seat.ImRecipient];
    private static readonly Seat[] OverMsrp = [Seat.MsrpSender, Seat.MsrpRecipient];
    private static readonly Seat[] Endpoints = [.. OverSip, .. OverMsrp];
    private static readonly Seat[] Service = [Seat.ListService];
    private static readonly Seat[] Client = [Seat.ListClient];
    private static readonly Seat[] Reader = [Seat.ListRecipient];
    private static readonly Seat[] Lists = [Seat.ListClient, Seat.ListService, Seat.ListRecipient];

    private static readonly Dictionary<string, PicsItem> ByName = Table().ToDictionary(i => i.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<PicsItem> Items => ByName.Values;

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <summary>The item of that name; null when there is none.</summary>
    public static PicsItem? Named(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<PicsItem> Table() =>
    [
        // The receipts draft.
        new("P-EP-SIP", "endpoint over SIP", OverSip) { SaidBy = "pics.seats" },
        new("P-EP-MSRP", "endpoint over MSRP", OverMsrp) { SaidBy = "pics.seats" },
        new("P-IM-TX", "sends message/cpim instant messages", ImSenders) { SaidBy = "pics.seats" },
        new("P-IM-RX", "receives message/cpim instant messages", ImRecipients) { SaidBy = "pics.seats" },
        new("P-REQ-POS", "asks for positive delivery receipts", ImSenders) { SaidBy = "pics.receipts" },
        new("P-REQ-NEG", "asks for negative delivery receipts", ImSenders) { SaidBy = "pics.receipts" },
        new("P-REQ-READ", "asks for read receipts", ImSenders) { SaidBy = "pics.receipts" },
        new("P-REQ-ANY", "asks for receipts of some kind", ImSenders) { SaidBy = "pics.receipts" },
        new("P-GEN-POS", "issues positive delivery receipts", ImRecipients) { SaidBy = "pics.receipts" },
        new("P-GEN-NEG", "issues negative delivery receipts", ImRecipients) { SaidBy = "pics.receipts" },
        new("P-GEN-READ", "issues read receipts", ImRecipients) { SaidBy = "pics.receipts" },
        new("P-GEN-ANY", "issues receipts of some kind", ImRecipients) { SaidBy = "pics.receipts" },
        new("P-READ-UNKNOWN", "cannot observe whether messages are read, and reports 485", ImRecipients),
        new("P-DEFER", "answers 2xx before delivery is certain (a gateway, a store), and can be told how delivery ends; without it the 2xx is the delivery", ImRecipients),
        new("P-OPTOUT", "has a setting with which its user gets no receipts sent; reads: and one for read receipts alone", ImRecipients) { Words = ["reads"] },
        new("P-MULTI", "several recipients: URI lists, or chat rooms", [.. Endpoints, Seat.MsrpIntermediary]),
        new("P-RELAY-SIP", "SIP intermediary that answers instant messages itself", [Seat.ImIntermediary]) { SaidBy = "pics.seats" },
        new("P-RELAY-FWD", "the intermediary can also pass the answers from downstream through", [Seat.ImIntermediary]),
        new("P-RELAY-MSRP", "MSRP switch, chat room or gateway", [Seat.MsrpIntermediary, Seat.Gateway]) { SaidBy = "pics.seats" },
        new("P-LIST", "list server for instant messages with receipts", Service),
        new("P-LIST-PRIVATE", "lists with undisclosed members: a receipt of its own for all of them, or refusal", [.. Service, Seat.MsrpIntermediary]) { Words = ["anchor", "reject"] },
        new("P-SMIME-SIGN", "signs receipts about signed messages", [Seat.ImRecipient]),
        new("P-SMIME-ENC", "opens encrypted messages, and encrypts receipts about them", [Seat.ImRecipient]),
        new("P-TLS", "TLS, sips:, msrps:", Endpoints) { SaidBy = "pics.transports" },
        new("P-AUTH", "digest authentication", OverSip),
        new("P-AUTO", "acts on receipts without a user", ImSenders),
        new("P-UT-SHOW", "says what its user is shown", Endpoints) { SaidBy = "control.events" },

        // RFC 5365 and its company.
        new("PICS-UDP", "UDP", Seat.All) { SaidBy = "pics.transports" },
        new("PICS-TCP", "TCP", Seat.All) { SaidBy = "pics.transports" },
        new("PICS-TLS", "TLS", Seat.All) { SaidBy = "pics.transports" },
        new("PICS-PATH-SAFE", "no hop of the path is congestion-unsafe", Seat.All) { SaidBy = "limits.pathIsSafe" },
        new("PICS-INDIALOG", "sends MESSAGE inside an existing dialog", [Seat.ImSender]),
        new("PICS-MULTIPART", "reads multipart/mixed", Reader),
        new("PICS-AUTH", "how issuers are authenticated", Service) { Words = ["digest", "tls", "smime", "pai"] },
        new("PICS-AUTH-DIGEST", "issuers are authenticated by digest", Service),
        new("PICS-CONSENT", "sends to those alone who have agreed (RFC 5360)", Service),
        new("PICS-TRUST", "trust in identities can be configured (RFC 3325)", Service),
        new("PICS-PAI-INSERT", "inserts P-Asserted-Identity for authenticated users", Service),
        new("PICS-PRIVSVC", "a privacy service is part of it (RFC 3323)", Service),
        new("PICS-HIST", "adds a recipient-list-history", Service),
        new("PICS-BCC-MODE", "blind entries are stripped for all, or each blind recipient finds its own", Service) { Words = ["strip", "self"] },
        new("PICS-GROUP", "groups hidden entries under one count; recorded only", Service),
        new("PICS-LIMIT", "most URIs in a list", Service) { Words = null },
        new("PICS-SIGHDR", "header fields that it copies, with commas", Service) { Words = null },
        new("PICS-URIHDR", "honours header fields of listed URIs", Service) { Words = null },
        new("PICS-ALTLIST", "lists in other formats than application/resource-lists+xml", Lists) { Words = null },
        new("PICS-REF", "resolves entry-ref and external", Service),
        new("PICS-EXTLIST", "serves stored lists", Service),
        new("PICS-SMIME", "opens lists that are encrypted for it", Service),
        new("PICS-SMIME-HIST", "encrypts histories", Service),
        new("PICS-SMIME-UAC", "encrypts payloads for their recipients", Client),
        new("PICS-SMIME-EP", "takes CMS EnvelopedData and SignedData", [.. Client, .. Reader]),
        new("PICS-SIGNED", "signs messages, or checks signatures", Lists),
        new("PICS-HIST-UAS", "reads histories", Reader),
        new("PICS-RTA", "offers to reply to all, through a service or one by one", Reader) { Words = ["service", "serial"] },
        new("PICS-NO-LS", "a user agent without a list service", [.. Client, .. Reader]),
        new("PICS-EXPIRES", "uses Expires and Date", [.. Client, .. Service]),
        new("PICS-RCPT", "receipts for lists: none, those of disclosed members, one of its own for hidden ones, or refusal", Service) { Words = ["none", "disclosed", "anchor", "reject"] },
    ];
}
