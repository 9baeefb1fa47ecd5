using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.Gateways;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways of those who get instant messages: to understand what is asked for, to take or refuse it, and to write receipts.</summary>
internal static partial class ReceiptVariations
{
    private const string Recipient = "im-recipient";
    private const string Reader = "msrp-recipient";

    public static IReadOnlyList<Variation> All { get; } =
    [
        .. ReceiptForms.Of<UserAgentConduct>(Recipient, (c, edit) => c with { Receipts = edit(c.Receipts) }),
        // What is encoded for transport has no place in a SEND (RFC 4975 8.1 makes it binary).
        .. ReceiptForms.Of<MsrpConduct>(Reader, (c, edit) => c with { Agent = c.Agent with { Receipts = edit(c.Agent.Receipts) } }, "base64", "quoted-printable"),
        .. ReceiptForms.Of<GatewayConduct>(Gateway.Name, (c, edit) => c with { Receipts = edit(c.Receipts) }),

        .. Asked(Recipient, (c, requests) => c with { Receiving = c.Receiving with { Requests = requests } }),

        Carries("AMB-57", "outer-too", "RCPT-3.2-04", Tolerance.Accepted, "The MESSAGE of a receipt has a Content-Disposition as well",
            c => c with { Envelope = (_, message) => message.Add("Content-Disposition", "render") }),
        Carries("AMB-77", "no-from", "RCPT-3.2-12", Tolerance.Warned, "Receipts have no CPIM From",
            c => c with { Compose = d => Octets.InFirstBlock(ReceiptDraft.Compose(d), text => FromLine().Replace(text, "", 1)) }),
        Carries("AMB-50", "more-protection", "RCPT-8.2-06", Tolerance.Accepted, "A receipt about a protected message is signed and encrypted, whichever of the two the message was",
            c => c with { Protection = layers => layers is Protection.None ? layers : Protection.Signed | Protection.Encrypted }),
        Carries("AMB-60", "read-first", "RCPT-6.1.3.1-02", Tolerance.Warned, "A read receipt goes before a delivery receipt that waits for its turn", c => c with { GoesFirst = r => r.Type == StatusReceipt.ReadType }),
        Carries("AMB-65", "three-more", "RCPT-8.1-01", Tolerance.Accepted, "A receipt that is refused is sent three times more", c => c with { Retries = 3 }),
        Carries("AMB-12", "other-code", "RCPT-6.1.3.1-08", Tolerance.Accepted, "Every failure is reported with 499", With499),
        Receives("AMB-19", "refused", "RCPT-3.1-13", Tolerance.Accepted, "A message that asks for something unknown is answered 400",
            c => c with { Response = (message, body) => body.Cpim is { } cpim && cpim.ReceiptRequests.Any(word => ReceiptRequest.Of([word]) == ReceiptKinds.None) ? 400 : c.Response(message, body) }),
        Receives("AMB-25", "400", "RCPT-6.1.2-02", Tolerance.Accepted, "A message that asks for receipts and has no Message-ID is answered 400",
            c => c with { Response = (message, body) => body.Cpim is { MessageId: null or "", ReceiptRequests.Count: > 0 } ? 400 : c.Response(message, body) }),
        Receives("AMB-26", "another-one", "RCPT-3.1-04", Tolerance.Accepted, "A message that has the id of another one counts as another one", c => c with { TakesTwins = true }),

        new("AMB-12", Tolerance.Accepted, new Deviation<GatewayConduct>("AMB-12-other-code", "RCPT-6.1.3.1-08", Gateway.Name, "Every failure is reported with 499", c => c with { Receipts = With499(c.Receipts) })),
        new("AMB-46", Tolerance.Warned, new Deviation<GatewayConduct>("AMB-46-strips", "RCPT-7.2-04", Gateway.Name, "Words that ask for delivery receipts are taken out of what goes into a session",
            c => c with { IntoSession = (cpim, send) => WithoutDeliveryWords(cpim) is { } body ? send with { Body = body } : send })),

        new("AMB-72", Tolerance.Accepted, new Deviation<MsrpConduct>("AMB-72-sends", "RCPT-7.1.1-14", Reader, "A receipt goes also to whoever asks for it and has not announced its type", c => c with { MayGoTo = _ => true })),
        new("AMB-73", Tolerance.Accepted, new Deviation<MsrpConduct>("AMB-73-withholds", "RCPT-3.3-03", Reader, "Nothing is told about a message whose session is over", c => c with { FollowsSender = false })),
    ];

    /// <summary>What is no more than recorded: whether forms that the draft does not foresee count as requests (AMB-01, -17, -20, -21, -22).</summary>
    private static IEnumerable<Variation> Asked(string seat, Func<UserAgentConduct, Func<CpimMessage, ReceiptKinds>, UserAgentConduct> edit)
    {
        (string Reading, string Name, string Requirement, string Text, Func<CpimMessage, ReceiptKinds> Requests)[] rows =
        [
            ("AMB-01", "alias", "RCPT-4-02", "Request-Receipt is understood as well", cpim => ReceiptRequest.Of(cpim) | Words(cpim, "Request-Receipt")),
            ("AMB-17", "first-line", "RCPT-3.1-13", "Of several Receipt-Request lines the first counts", cpim => Words(cpim.HeadersNamed("Receipt-Request").Take(1))),
            ("AMB-19", "asks-nothing", "RCPT-3.1-13", "A request with an unknown word asks for nothing", cpim => cpim.ReceiptRequests.All(word => ReceiptRequest.Of([word]) != ReceiptKinds.None) ? ReceiptRequest.Of(cpim) : ReceiptKinds.None),
            ("AMB-20", "any-case", "RCPT-4-02", "Receipt-Request is found whatever the case of its letters",
                cpim => Words(cpim.Headers.Where(h => h.Name.Equals("Receipt-Request", StringComparison.OrdinalIgnoreCase)))),
            ("AMB-21", "any-case", "RCPT-4-03", "Words of a request are understood in capitals too", cpim => ReceiptRequest.Of(cpim.ReceiptRequests.Select(word => word.ToLowerInvariant()))),
        ];
        return rows.Select(row => new Variation(
            row.Reading, Tolerance.Accepted, new Deviation<UserAgentConduct>($"{row.Reading}-{row.Name}", row.Requirement, seat, row.Text, c => edit(c, row.Requests))));
    }

    private static ReceiptKinds Words(CpimMessage cpim, string header) => Words(cpim.HeadersNamed(header));

    private static ReceiptKinds Words(IEnumerable<CpimHeader> headers) =>
        ReceiptRequest.Of(headers.SelectMany(h => h.Value.Split(',', StringSplitOptions.TrimEntries)));

    private static ReceiptConduct With499(ReceiptConduct conduct) =>
        ReceiptFaults.Document(conduct, r => r.Class is ReceiptClass.Negative ? r with { Status = "499" } : r);

    private static byte[]? WithoutDeliveryWords(CpimMessage cpim)
    {
        if (cpim.ReceiptRequest is not { } asked || (ReceiptRequest.Of(cpim) & (ReceiptKinds.Positive | ReceiptKinds.Negative)) is ReceiptKinds.None)
        {
            return null;
        }

        return ReceiptRequest.Value(ReceiptRequest.Of(cpim) & ReceiptKinds.Read) is { } rest
            ? Octets.Replace(cpim.Bytes.ToArray(), $"Receipt-Request: {asked}", $"Receipt-Request: {rest}")
            : Octets.Replace(cpim.Bytes.ToArray(), $"Receipt-Request: {asked}\r\n", "");
    }

    private static Variation Carries(string reading, string name, string requirement, Tolerance tolerance, string text, Func<ReceiptConduct, ReceiptConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Recipient, text, c => c with { Receipts = edit(c.Receipts) }));

    private static Variation Receives(string reading, string name, string requirement, Tolerance tolerance, string text, Func<RecipientConduct, RecipientConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Recipient, text, c => c with { Receiving = edit(c.Receiving) }));

    [GeneratedRegex("^From:[^\r]*\r\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FromLine();
}
