using System.Text;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat im-sender in what it makes of receipts.</summary>
internal static class ReceiptRecipientDeviations
{
    private const string Seat = "im-sender";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        Matches("3.1-16-purge", "RCPT-3.1-16", "What was sent is forgotten after a minute",
            c => c with { Find = (r, sent) => c.Find(r, sent) is { } im && r.Arrived - im.Sent < TimeSpan.FromMinutes(1) ? im : null }),
        Matches("3.2-06-not-shown", "RCPT-3.2-06", "Receipts come in and the user is not told", c => c with { Told = _ => null }),
        Matches("3.2-08-own-id", "RCPT-3.2-08", "Receipts are matched by their own Message-ID when they have one",
            c => c with { Find = (r, sent) => sent.Find(r.User, r.Cpim.MessageId ?? r.Document.MessageId) }),
        Matches("3.2-11-receipt-for-receipt", "RCPT-3.2-11", "A delivery receipt that asks for receipts gets them",
            c => c with { Requests = r => r.Document.Type == StatusReceipt.DeliveryType ? ReceiptRequest.Of(r.Cpim) : ReceiptKinds.None }),
        new Deviation<UserAgentConduct>("3.2-11-refused-and-reported", "RCPT-3.2-11", Seat, "A receipt that is refused and asks for receipts gets a negative one",
            c => c with
            {
                Receiving = c.Receiving with
                {
                    NotesWhatWasRefused = true,
                    ReceiptsFor = (im, what) => what is ImEvent.Refused refused && im.Requests.HasFlag(ReceiptKinds.Negative) ? [ReceiptDuty.Lost(im, refused.Status)] : ReceiptDuty.Of(im, what),
                },
            }),
        Matches("3.3-02-receipt-for-read-receipt", "RCPT-3.3-02", "A read receipt that asks for receipts gets them",
            c => c with { Requests = r => r.Document.Type == StatusReceipt.ReadType ? ReceiptRequest.Of(r.Cpim) : ReceiptKinds.None }),
        Identifies("3.4-02-charset-is-chat", "RCPT-3.4-02", "A receipt whose media type has a parameter is shown as chat text",
            (cpim, _) => cpim.Content.ContentType?.Parameters.Count > 0 ? CpimKind.InstantMessage : ReceiptIdentification.Of(cpim)),
        Identifies("3.4-02-confirm-in-lower-case", "RCPT-3.4-02", "The disposition of a receipt is compared letter by letter",
            (cpim, _) => ReceiptIdentification.Of(cpim) is var kind && cpim.Content.Value("Content-Disposition")?.StartsWith("confirm", StringComparison.Ordinal) == true ? kind : CpimKind.InstantMessage),
        Identifies("3.4-02-not-under-smime", "RCPT-3.4-02", "A receipt under S/MIME is none",
            (cpim, request) => SmimeBody.IsProtected(request.ContentType) ? CpimKind.Neither : ReceiptIdentification.Of(cpim)),
        Identifies("3.4-03-any-xml", "RCPT-3.4-03", "Any XML that looks like a receipt is one, whatever its media type",
            (cpim, _) => ByType(cpim) ?? ReceiptIdentification.Of(cpim)),
        Identifies("3.4-04-no-confirm", "RCPT-3.4-04", "A receipt need not be marked confirm",
            (cpim, _) => cpim.Content.ContentType?.Is(StatusReceipt.MediaType) == true ? ByType(cpim) ?? CpimKind.Neither : CpimKind.InstantMessage),
        Matches("3.4-05-any-type", "RCPT-3.4-05", "Whatever is no read receipt counts as a delivery receipt",
            c => c with
            {
                Identify = (cpim, _) => cpim.Content.ContentType?.Is(StatusReceipt.MediaType) == true ? CpimKind.DeliveryReceipt : CpimKind.InstantMessage,
                Read = cpim => StatusReceipt.TryRead(cpim.Content.Content, out var document, out _)
                    ? document.Type == StatusReceipt.ReadType ? document : document with { Type = StatusReceipt.DeliveryType }
                    : null,
            }),
        Matches("3.4-06-latest", "RCPT-3.4-06", "Each receipt is taken to be about what was sent last",
            c => c with { Find = (r, sent) => c.Find(r, sent) is null ? null : sent.Latest(r.User) }),
        Matches("3.4-06-begins-alike", "RCPT-3.4-06", "A receipt counts for the last message when the two ids begin alike",
            c => c with
            {
                Find = (r, sent) => c.Find(r, sent) ?? (r.Document.MessageId is { Length: > 8 } id && sent.Latest(r.User) is { MessageId: { Length: > 8 } known } latest
                    && known.StartsWith(id[..8], StringComparison.Ordinal) ? latest : null),
            }),
        Matches("3.4-06-any-case", "RCPT-3.4-06", "A receipt counts for the last message when the two ids differ in case only",
            c => c with
            {
                Find = (r, sent) => c.Find(r, sent) ?? (sent.Latest(r.User) is { } latest && latest.MessageId.Equals(r.Document.MessageId, StringComparison.OrdinalIgnoreCase) ? latest : null),
            }),
        Matches("3.4-07-scheme-needed", "RCPT-3.4-07", "A receipt whose recipient-uri has no scheme is not understood",
            c => c with { Believes = (r, im) => r.Document.RecipientUri is not { Length: > 0 } uri || uri.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !uri.AsSpan(0, colon).Contains('@') ? c.Believes(r, im) : false }),
        Matches("3.4-07-nobody-is-first", "RCPT-3.4-07", "A receipt that names nobody counts for the first recipient",
            c => c with { Recipient = (r, im) => r.Document.RecipientUri is { Length: > 0 } ? c.Recipient(r, im) : im.Recipients[0] }),
        Matches("3.4-07-by-from", "RCPT-3.4-07", "Whose receipt it is is taken from its CPIM From", c => c with { Recipient = (r, _) => r.Sender }),
        Matches("3.4-09-all-delivered", "RCPT-3.4-09", "A read receipt is shown as delivered",
            c => c with { Told = document => document.Type == StatusReceipt.ReadType ? "delivered" : c.Told(document) }),
        Matches("3.4-10-delivery-first", "RCPT-3.4-10", "A read receipt counts only after another receipt",
            c => c with { Find = (r, sent) => c.Find(r, sent) is { } im && (im.Confirmed || r.Document.Type != StatusReceipt.ReadType) ? im : null }),
        Identifies("5.2-01-short-type", "RCPT-5.2-01", "Only message/status-receipt is known as the type of receipts",
            (cpim, _) => cpim.Content.ContentType?.Is("message/status-receipt") == true ? ByType(cpim) ?? CpimKind.Neither : CpimKind.InstantMessage),
        new Deviation<UserAgentConduct>("6.1.2-01-body-in-200", "RCPT-6.1.2-01", Seat, "The 2xx to a MESSAGE has a body",
            c => c with { Sip = SipFaults.SuccessBody(c.Sip, "text/plain", "Got it") }),
        Matches("6.1.2-03-no-response", "RCPT-6.1.2-03", "Receipts are not answered", c => c with { Response = _ => null }),
        Matches("6.1.2-03-utf-16", "RCPT-6.1.2-03", "A receipt in UTF-16 is not answered",
            c => c with { Response = cpim => cpim.Content.Content.Span.StartsWith(Encoding.Unicode.Preamble) ? null : c.Response(cpim) }),
        Identifies("6.1.3.2-01-sip-disposition", "RCPT-6.1.3.2-01", "A delivery receipt is known by the SIP Content-Disposition",
            (cpim, request) => ReceiptIdentification.Of(cpim) is var kind && kind == CpimKind.DeliveryReceipt && request.Disposition?.Is("confirm") != true
                ? CpimKind.InstantMessage
                : kind),
        Identifies("6.1.3.2-01-not-in-a-call", "RCPT-6.1.3.2-01", "A delivery receipt that comes inside a call is taken for a message",
            (cpim, request) => ReceiptIdentification.Of(cpim) is var kind && kind == CpimKind.DeliveryReceipt && request.ToTag is not null ? CpimKind.InstantMessage : kind),
        Identifies("6.1.3.3-01-dialog-only", "RCPT-6.1.3.3-01", "A read receipt is known inside a dialog only",
            (cpim, request) => ReceiptIdentification.Of(cpim) is var kind && kind == CpimKind.ReadReceipt && request.ToTag is null
                ? CpimKind.InstantMessage
                : kind),
        Matches("8.1-01-resend", "RCPT-8.1-01", "A negative receipt, whoever sent it, makes the IM go out again",
            c => c with { Resends = r => r.Document.Class == ReceiptClass.Negative, Believes = ReceiptMatching.WasAskedFor }),
        Matches("8.1-03-any-party", "RCPT-8.1-03", "A receipt is believed whoever sent it", c => c with { Believes = ReceiptMatching.WasAskedFor }),
        new Deviation<UserAgentConduct>("8.1-03-forgives-signatures", "RCPT-8.1-03", Seat, "A receipt whose signature does not hold is believed all the same",
            c => c with { Receiving = c.Receiving with { ForgivesSignatures = true } }),
        Matches("8.1-04-any-kind", "RCPT-8.1-04", "A receipt of a kind nobody asked for is believed",
            c => c with { Believes = ReceiptMatching.ComesFromAParty }),
        Matches("8.1-04-unknown-id", "RCPT-8.1-04", "A receipt for an id never sent makes up an IM",
            c => c with
            {
                Find = (r, sent) => c.Find(r, sent) ?? new SentIm
                {
                    User = r.User,
                    MessageId = r.Document.MessageId ?? "",
                    Requests = ReceiptKinds.Positive | ReceiptKinds.Negative | ReceiptKinds.Read,
                    Recipients = [r.Sender],
                    Via = r.Document.RecipientUri,
                    Sent = r.Arrived,
                    Repeat = () => { },
                },
            }),
        Matches("9.1-01-charset-needed", "RCPT-9.1-01", "A receipt without charset is refused",
            c => c with
            {
                Response = cpim => cpim.Content.ContentType?.Charset is null ? 415 : 200,
                Read = cpim => cpim.Content.ContentType?.Charset is null ? null : c.Read(cpim),
            }),
        Matches("9.1-02-no-parameters", "RCPT-9.1-02", "A receipt whose media type has a parameter is ignored",
            c => c with { Read = cpim => cpim.Content.ContentType?.Parameters.Count > 0 ? null : c.Read(cpim) }),
        Matches("9.1-04-chokes", "RCPT-9.1-04", "A receipt with a document type brings its reader to a standstill",
            c => c with { Response = cpim => cpim.Content.Content.Span.IndexOf("<!DOCTYPE"u8) >= 0 ? null : c.Response(cpim) }),
    ];

    private static CpimKind? ByType(CpimMessage cpim) => ReceiptIdentification.TryRead(cpim.Content.Content, out var document)
        ? document.Type switch
        {
            StatusReceipt.DeliveryType => CpimKind.DeliveryReceipt,
            StatusReceipt.ReadType => CpimKind.ReadReceipt,
            _ => null,
        }
        : null;

    private static Deviation<UserAgentConduct> Matches(string id, string requirement, string text, Func<ReceiptMatching, ReceiptMatching> edit) =>
        new(id, requirement, Seat, text, c => c with { Matching = edit(c.Matching) });

    private static Deviation<UserAgentConduct> Identifies(string id, string requirement, string text, Func<CpimMessage, SipMessage, CpimKind> identify) =>
        Matches(id, requirement, text, c => c with { Identify = identify });
}
