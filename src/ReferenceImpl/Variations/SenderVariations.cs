using System.Text;
using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways to write instant messages, to ask for receipts, and to take them.</summary>
internal static class SenderVariations
{
    private const string Seat = "im-sender";
    private const string MsrpSeat = "msrp-sender";

    // How a message and its requests are written: the same over SIP and MSRP.
    private static readonly IReadOnlyList<Variation> Written =
    [
        Sends("AMB-09", "wrong-length", "RCPT-3.1-01", Tolerance.Accepted, "The text of a message says Content-length: 12",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders, ("Content-length", "12")] } }),
        Sends("AMB-20", "mime-case", "RCPT-3.1-02", Tolerance.Accepted, "MIME header names of a message are written in capitals",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders.Select(h => (h.Name.ToUpperInvariant(), h.Value))] } }),
        Sends("AMB-23", "odd-token", "RCPT-4-05", Tolerance.Accepted, "Message-IDs have the odd characters that a Token may have", c => c with { NewMessageId = ids => $"{ids.MessageId()}&'|~" }),
        Writes("AMB-62", "require", "RCPT-4-02", Tolerance.Accepted, "What asks for a receipt names Receipt-Request in the CPIM header Require",
            text => text.Replace("Receipt-Request:", "Require: Receipt-Request\r\nReceipt-Request:", StringComparison.Ordinal)),
        Writes("AMB-71", "prefix", "RCPT-9.4-01", Tolerance.Warned, "Message-ID has a prefix that is bound to its own namespace",
            text => text.Replace("Message-ID:", "NS: c <urn:ietf:params:cpim-headers:>\r\nc.Message-ID:", StringComparison.Ordinal)),
    ];

    public static IReadOnlyList<Variation> All { get; } =
    [
        .. Written,
        .. Written.Select(OverMsrp),
        Writes("AMB-17", "two-lines", "RCPT-4-04", Tolerance.Warned, "Each request has a line of its own",
            text => Asked(text, line => line.Replace(", ", "\r\nReceipt-Request: ", StringComparison.Ordinal))),
        Sends("AMB-18", "empty-header", "RCPT-4-01", Tolerance.Accepted, "Who wants nothing writes an empty Receipt-Request", c => c with { Request = kinds => ReceiptRequest.Value(kinds) ?? "" }),
        Writes("AMB-22", "no-blank", "RCPT-4-04", Tolerance.Accepted, "No blank follows the comma", text => Asked(text, line => line.Replace(", ", ",", StringComparison.Ordinal))),
        Writes("AMB-22", "two-blanks", "RCPT-4-04", Tolerance.Accepted, "Blanks stand before and after the comma", text => Asked(text, line => line.Replace(", ", " ,  ", StringComparison.Ordinal))),
        Sends("AMB-55", "labelled", "RCPT-6.1.1-03", Tolerance.Accepted, "To a list, the part with the message says Content-Disposition: render",
            c => c with { ListPart = (_, cpim) => MimeEntity.Build().Header("Content-Type", "message/cpim").Header("Content-Disposition", "render").Content(cpim).Build() }),
        Sends("AMB-80", "plain", "RCPT-6.1.1-03", Tolerance.Accepted, "A message that asks for nothing goes out as text/plain",
            c => c with { Envelope = (d, message) => d.Request is null ? message.Body(Encoding.UTF8.GetBytes(d.Text), "text/plain;charset=utf-8") : message }),

        Takes("AMB-30", "refused", "RCPT-3.4-01", "What has the type of a receipt and is none is refused", m => m with { Response = cpim => ReceiptIdentification.Of(cpim) is CpimKind.Neither ? 400 : m.Response(cpim) }),
        Takes("AMB-30", "shown", "RCPT-3.4-01", "What has the type of a receipt and is none is shown as it came",
            m => m with { Identify = (cpim, request) => m.Identify(cpim, request) is CpimKind.Neither ? CpimKind.InstantMessage : m.Identify(cpim, request) }),

        new("AMB-47", Tolerance.Accepted, new Deviation<MsrpConduct>("AMB-47-both", "RCPT-7.1.1-09", MsrpSeat, "Messages ask for a success REPORT, too", c => c with { ImEnvelope = (_, send) => send with { SuccessReport = "yes" } })),
        new("AMB-80", Tolerance.Accepted, new Deviation<MsrpConduct>("AMB-80-plain", "RCPT-7.1.1-03", MsrpSeat, "A message that asks for nothing goes out as text/plain",
            c => c with { ImEnvelope = (draft, send) => draft.Request is null ? MsrpSharedDeviations.Plain(draft, send) : send })),
    ];

    /// <summary>Edits the line of the request alone: names and texts may have commas too.</summary>
    private static string Asked(string text, Func<string, string> edit) =>
        string.Join("\r\n", text.Split("\r\n").Select(line => line.StartsWith("Receipt-Request:", StringComparison.Ordinal) ? edit(line) : line));

    private static Variation OverMsrp(Variation variation) => variation.Conduct is Deviation<UserAgentConduct> known
        ? variation with { Conduct = MsrpSharedDeviations.Agent(MsrpSeat, known.Id, known.Requirement, known.Text, known.Edit) }
        : throw new ArgumentException($"{variation.Id} is no way of a user agent.", nameof(variation));

    private static Variation Writes(string reading, string name, string requirement, Tolerance tolerance, string text, Func<string, string> edit) =>
        Sends(reading, name, requirement, tolerance, text, c => c with { Compose = d => Octets.InFirstBlock(ImDraft.Compose(d), block => edit(block)) });

    private static Variation Sends(string reading, string name, string requirement, Tolerance tolerance, string text, Func<SenderConduct, SenderConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Seat, text, c => c with { Sending = edit(c.Sending) }));

    private static Variation Takes(string reading, string name, string requirement, string text, Func<ReceiptMatching, ReceiptMatching> edit) =>
        new(reading, Tolerance.Accepted, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Seat, text, c => c with { Matching = edit(c.Matching) }));
}
