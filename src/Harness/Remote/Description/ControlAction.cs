using Conformance.Harness.Dsl;

namespace Conformance.Harness.Remote.Description;

/// <summary>One thing that a system under test may be asked to do.</summary>
/// <param name="Name">Its name in SUT files.</param>
/// <param name="Text">What it makes happen.</param>
/// <param name="Values">The names of its values beside <c>user</c>, which all but <c>reset</c> and <c>restart</c> have.</param>
/// <param name="Seats">The seats that may be asked.</param>
public sealed record ControlAction(string Name, string Text, IReadOnlyList<string> Values, IReadOnlyList<Seat> Seats)
{
    /// <summary>The item of the PICS without which nobody can be asked; null for none.</summary>
    public string? Claim { get; init; }

    /// <summary>What it changes stays as it is until something changes it back: the next message meets it too.</summary>
    public bool Lasts { get; init; }

    private static readonly Seat[] Senders = [Seat.ImSender, Seat.MsrpSender];
    private static readonly Seat[] Recipients = [Seat.ImRecipient, Seat.MsrpRecipient];
    private static readonly Seat[] Sessions = [Seat.MsrpSender, Seat.MsrpRecipient];

    /// <summary>All of them, the most telling first.</summary>
    public static IReadOnlyList<ControlAction> All { get; } =
    [
        new("send-im", "The user sends an instant message and asks for receipts.", ["to", "via", "receipts", "text", "mode"], Senders),
        new("read", "The user opens a message, or a receipt that has an id of its own.", ["message-id"], [.. Recipients, .. Senders]),
        new("delete", "The user throws a message away without having opened it.", ["message-id"], [Seat.ImRecipient]),
        new("hold", "From here on, messages are answered 202 and their delivery stays open until deliver or fail.", ["on"], [Seat.ImRecipient]) { Claim = "P-DEFER", Lasts = true },
        new("deliver", "Delivery of a message that was held becomes certain.", ["message-id"], [Seat.ImRecipient]) { Claim = "P-DEFER" },
        new("fail", "It becomes certain that a message that was held cannot be delivered.", ["message-id", "status"], [Seat.ImRecipient]) { Claim = "P-DEFER" },
        new("refuse", "From here on, messages are refused with a status; 0 takes them again.", ["status"], [Seat.ImRecipient]) { Lasts = true },
        new("read-unknown", "The user agent cannot observe whether messages are read.", ["on"], Recipients) { Claim = "P-READ-UNKNOWN", Lasts = true },
        new("opt-out", "The user wants no receipts sent.", ["on"], Recipients) { Claim = "P-OPTOUT", Lasts = true },
        new("opt-out-reads", "The user wants no read receipts sent; delivery receipts go on.", ["on"], [Seat.ImRecipient]) { Claim = "P-OPTOUT=reads", Lasts = true },
        new("send-list", "The user sends one message to several people by way of a list service.", ["service", "recipients", "text", "receipts", "protection", "expires"], [Seat.ListClient, Seat.ImSender]),
        new("address-book", "The user's address book has these groups: on each line a name and the URIs in it. A recipient of send-list may be group:NAME.", ["groups"], [Seat.ListClient]) { Lasts = true },
        new("reply-to-all", "The user answers everybody whom a received copy shows.", ["call-id", "text", "shape", "service"], [Seat.ListRecipient]) { Claim = "PICS-RTA" },
        new("define-list", "The service is given a stored list under a URI of its own.", ["members", "hidden", "receipts"], [Seat.ListService, Seat.MsrpIntermediary]) { Claim = "PICS-EXTLIST", Lasts = true },
        new("entitle", "An account may use the service from here on, or may not.", ["on"], [Seat.ListService]) { Lasts = true },
        new("consent", "Somebody agrees to get messages through the service, from everybody or, where issuer is not empty, from that From URI, or does not.", ["uri", "issuer", "on"], [Seat.ListService]) { Claim = "PICS-CONSENT", Lasts = true },
        new("trust", "Whether the service believes identities that come to its address, and to which next hops (URIs, one per line) it shows them (RFC 3325).", ["source", "hops"], [Seat.ListService]) { Claim = "PICS-TRUST", Lasts = true },
        new("registered-as", "The account of the test bed belongs to a URI, which the service may assert in P-Asserted-Identity.", ["uri"], [Seat.ListService]) { Claim = "PICS-PAI-INSERT", Lasts = true },
        new("im-address", "The service knows which SIP URI an im: URI stands for (RFC 3428 5).", ["im", "uri"], [Seat.ListService]) { Lasts = true },
        new("privacy-service", "The service gives privacy itself (RFC 3323), or does not.", ["on"], [Seat.ListService]) { Claim = "PICS-PRIVSVC", Lasts = true },
        new("list-format", "The user's lists go out as another media type.", ["type"], [Seat.ListClient]) { Claim = "PICS-ALTLIST", Lasts = true },
        new("blind-mode", "Which of the two ways of RFC 5364 4 the service goes with blind recipients.", ["mode"], [Seat.ListService]) { Lasts = true },
        new("limit", "How many different recipients one request to the service's address may have (RFC 5363 5.3).", ["most"], [Seat.ListService]) { Claim = "PICS-LIMIT", Lasts = true },
        new("path", "What the system knows of the path to its recipients (RFC 3428 8).", ["known"], [Seat.ListService, Seat.ListClient, Seat.ImSender]) { Lasts = true },
        new("use-certificates", "The user, or the service, gets an S/MIME certificate with its key and the certificates of others, in PEM.", ["own", "known"], [.. Recipients, .. Senders, Seat.ListClient, Seat.ListService, Seat.ListRecipient]) { Lasts = true },
        new("retarget", "Messages for a URI go to the contacts given instead (URIs, one per line), to all of them at once.", ["uri", "contacts"], [Seat.ImIntermediary]) { Lasts = true },
        new("pass-responses", "Messages for a URI are passed on like by a proxy, and what is answered there is passed back, instead of an answer of the intermediary's own.", ["uri", "on"], [Seat.ImIntermediary]) { Claim = "P-RELAY-FWD", Lasts = true },
        new("offline", "The user cannot be reached from here on, or can be again.", ["on"], [Seat.ListRecipient]) { Lasts = true },
        new("open-session", "The user opens an MSRP session.", ["to"], Sessions),
        new("close-session", "The user ends an MSRP session.", ["to"], Sessions),
        new("open-dialog", "The user calls somebody; what the user then sends there may go inside the dialog of the call.", ["to"], [Seat.ImSender]) { Claim = "PICS-INDIALOG" },
        new("reset", "Everything that actions changed is as it was.", [], Seat.All),
        new("restart", "The system is started anew after it died.", [], Seat.All),
    ];

    /// <summary>Finds an action by its name; null when there is none of that name.</summary>
    public static ControlAction? Named(string name) => All.FirstOrDefault(a => a.Name == name);
}
