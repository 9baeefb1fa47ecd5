using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat im-sender in what it sends; <see cref="ReceiptRecipientDeviations"/> has those in what it makes of receipts.</summary>
internal static class ImSenderDeviations
{
    private const string Seat = "im-sender";
    private const ReceiptKinds Delivery = ReceiptKinds.Positive | ReceiptKinds.Negative;

    public static IReadOnlyList<Deviation> All { get; } =
    [
        new Deviation<UserAgentConduct>("I3428-4-10-other-call", "I3428-4-10", Seat, "A MESSAGE inside a dialog has the tags of the dialog and a Call-ID of its own",
            c => c with { Sip = c.Sip with { Request = m => m is { Method: "MESSAGE", ToTag: not null } ? m.Edit().Set("Call-ID", m.CallId + "-im").Build() : m } }),
        Sends("I3428-4-10-after-its-end", "I3428-4-10", "A message that has waited goes inside a dialog that is over by then", c => c with { GoesInside = _ => true }),
        Sends("I3428-8-04-overlaps-in-dialog", "I3428-8-04", "Messages inside a dialog do not wait for each other when all hops are TCP",
            c => c with { WaitsInDialog = HasUdpHop }),
        Sends("I3428-8-05-overlaps-over-udp", "I3428-8-05", "Messages inside a dialog do not wait for each other when a hop is UDP",
            c => c with { WaitsInDialog = call => !HasUdpHop(call) }),
        Sends("3.1-01-no-empty-line", "RCPT-3.1-01", "No empty line stands between CPIM headers and MIME headers",
            c => c with { Compose = d => d.ToBuilder().WithoutBlankLine().ToBytes() }),
        Sends("3.1-01-carrier-header", "RCPT-3.1-01", "An IM begins with the Content-Type of its carrier, as the figures do",
            c => c with { Compose = d => d.ToBuilder().WithCarrierHeader().ToBytes() }),
        Sends("3.1-02-no-content-type", "RCPT-3.1-02", "The text of an IM has no Content-Type",
            c => c with { Draft = d => d with { PartHeaders = [] } }),
        Sends("3.1-03-id-for-delivery-only", "RCPT-3.1-03", "An IM that asks for a read receipt alone gets no Message-ID",
            c => c with { Identifies = kinds => (kinds & Delivery) != 0 }),
        Sends("3.1-04-ids-repeat", "RCPT-3.1-04", "Message-IDs are counted, and start over after ten",
            c =>
            {
                var count = 0;
                return c with { NewMessageId = _ => "m" + (count++ % 10).ToString(CultureInfo.InvariantCulture) };
            }),
        Sends("3.1-02-latin-1", "RCPT-3.1-02", "The text is called UTF-8 and is ISO-8859-1", c => c with
        {
            Compose = d => Octets.Replace(ImDraft.Compose(d), Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(d.Text)), d.Text),
        }),
        new Deviation<UserAgentConduct>("3.1-04-by-text", "RCPT-3.1-04", Seat, "Message-IDs are made of the text, so that who says the same again uses one again",
            c => c with { Sending = c.Sending with { Draft = d => d.MessageId is null ? d : d with { MessageId = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(d.Text)))[..20] } } }),
        Asks("3.1-06-both-kinds", "RCPT-3.1-06", "Whoever asks for one delivery receipt asks for both",
            kinds => ReceiptRequest.Value((kinds & Delivery) == 0 ? kinds : kinds | Delivery)),
        Words("3.1-07-negative", "RCPT-3.1-07", "Failure receipts are asked for with the word negative", "negative-delivery", "negative"),
        Words("3.1-08-delivery", "RCPT-3.1-08", "Success receipts are asked for with the word delivery", "positive-delivery", "delivery"),
        Asks("3.1-09-positive-only", "RCPT-3.1-09", "When both delivery receipts are wanted, only the positive one is asked for",
            kinds => ReceiptRequest.Value(kinds.HasFlag(Delivery) ? kinds & ~ReceiptKinds.Negative : kinds)),
        Words("3.1-10-display", "RCPT-3.1-10", "Read receipts are asked for with the word display", "read", "display"),
        Asks("3.1-13-first-only", "RCPT-3.1-13", "Only the first of several requests is written",
            kinds => ReceiptRequest.Value(kinds)?.Split(',')[0]),
        Sends("3.1-15-impatient", "RCPT-3.1-15", "After 30 s without a receipt the IM is called lost and sent again",
            c => c with { ReceiptDeadline = TimeSpan.FromSeconds(30) }),
        Octet("4-01-no-blank", "RCPT-4-01", "Receipt-Request has no blank after its colon", "Receipt-Request: ", "Receipt-Request:"),
        Octet("4-02-request-receipt", "RCPT-4-02", "The header is spelt Request-Receipt", "Receipt-Request:", "Request-Receipt:"),
        Words("4-03-parameter", "RCPT-4-03", "Requests carry a parameter", "-delivery", "-delivery;mandatory"),
        Asks("4-04-semicolons", "RCPT-4-04", "Requests are joined by semicolons", kinds => ReceiptRequest.Value(kinds)?.Replace(",", ";", StringComparison.Ordinal)),
        Sends("4-05-mail-id", "RCPT-4-05", "Message-IDs look like those of e-mail",
            c => c with { NewMessageId = ids => $"<{ids.MessageId()}@example.com>" }),
        Sends("9.4-01-imdn-prefix", "RCPT-9.4-01", "Message-ID is written with the prefix of another namespace",
            c => c with
            {
                Compose = d => Octets.InFirstBlock(ImDraft.Compose(d), text => text.Replace(
                    "Message-ID:", "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID:", StringComparison.Ordinal)),
            }),
        Sends("6.1.1-01-record-route", "RCPT-6.1.1-01", "The MESSAGE has a Record-Route",
            c => c with { Envelope = (d, message) => message.Add("Record-Route", $"<{d.From};lr>") }),
        Sends("6.1.1-02-text-plain", "RCPT-6.1.1-02", "The SIP Content-Type of a CPIM body is text/plain", c => c with { ContentType = "text/plain" }),
        Sends("6.1.1-03-sip-header", "RCPT-6.1.1-03", "IMs travel as text/plain and ask in a SIP header",
            c => c with
            {
                Compose = d => Encoding.UTF8.GetBytes(d.Text),
                ContentType = "text/plain",
                Envelope = (d, message) => d.Request is null ? message : message.Add("Receipt-Request", d.Request),
            }),
        Sends("6.1.1-05-request-in-mime", "RCPT-6.1.1-05", "Receipt-Request stands among the MIME headers",
            c => c with
            {
                Draft = d => d.Request is null ? d : d with { Request = null, PartHeaders = [.. d.PartHeaders, ("Receipt-Request", d.Request)] },
            }),
        Sends("6.1.1-06-list-falls-back", "RCPT-6.1.1-06", "To a list the IM goes as text/plain, and its requests are lost",
            c => c with { ListPart = (d, _) => MimeEntity.Build().Header("Content-Type", "text/plain; charset=utf-8").Content(d.Text).Build() }),
        Sip("I3428-4-01-no-max-forwards", "I3428-4-01", "Requests have no Max-Forwards", message => message.Remove("Max-Forwards")),
        Sip("I3428-4-03-contact", "I3428-4-03", "MESSAGE requests have a Contact", message => message.Add("Contact", "<sip:me@192.0.2.1>")),
        Sip("I3428-4-04-pseudo-dialog", "I3428-4-04", "MESSAGE requests outside a dialog have a To tag",
            message => message.Build() is { To: { } to, ToTag: null } ? message.Set("To", to.WithParameter("tag", "d1alog").ToString()) : message),
        Sip("I3428-5-04-im-from", "I3428-5-04", "From holds an im: URI although a SIP one is known",
            message => message.Build() is { From: { } from } ? message.Set("From", from.ToString().Replace("<sip:", "<im:", StringComparison.Ordinal)) : message),
        new Deviation<UserAgentConduct>("I3428-8-03-overlap", "I3428-8-03", Seat, "A second MESSAGE to a URI does not wait for the first to end",
            c => c with { Sip = c.Sip with { OneMessagePerUri = false } }),
        Sip("I3428-9-01-accept", "I3428-9-01", "MESSAGE requests have an Accept header", message => message.Add("Accept", "text/plain")),
        .. ReceiptRecipientDeviations.All,
    ];

    private static Deviation<UserAgentConduct> Sends(string id, string requirement, string text, Func<SenderConduct, SenderConduct> edit) =>
        new(id, requirement, Seat, text, c => c with { Sending = edit(c.Sending) });

    private static Deviation<UserAgentConduct> Asks(string id, string requirement, string text, Func<ReceiptKinds, string?> value) =>
        Sends(id, requirement, text, c => c with { Request = value });

    private static Deviation<UserAgentConduct> Words(string id, string requirement, string text, string word, string wrong) =>
        Asks(id, requirement, text, kinds => ReceiptRequest.Value(kinds)?.Replace(word, wrong, StringComparison.Ordinal));

    private static Deviation<UserAgentConduct> Octet(string id, string requirement, string text, string old, string @new) =>
        Sends(id, requirement, text, c => c with { Compose = d => Octets.Replace(ImDraft.Compose(d), old, @new) });

    private static Deviation<UserAgentConduct> Sip(string id, string requirement, string text, Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        new(id, requirement, Seat, text, c => c with { Sip = SipFaults.Requests(c.Sip, edit) });

    private static bool HasUdpHop(InviteSession call) =>
        call.FinalResponse?.Values(SipHeader.RecordRoute).Any(route => !route.Contains("transport=tcp", StringComparison.Ordinal)) == true;
}
