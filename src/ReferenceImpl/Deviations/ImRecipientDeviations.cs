using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat im-recipient.</summary>
internal static class ImRecipientDeviations
{
    private const string Seat = "im-recipient";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        Receives("3.1-05-id-needed", "RCPT-3.1-05", "A CPIM IM without Message-ID is answered 400",
            c => c with { Response = (message, body) => body.Cpim is { MessageId: null } ? 400 : c.Response(message, body) }),
        Wants("3.1-09-first-only", "RCPT-3.1-09", "Only the first word of Receipt-Request counts",
            cpim => ReceiptRequest.Of(cpim.ReceiptRequests.Take(1))),
        Wants("3.1-11-id-is-request", "RCPT-3.1-11", "Any IM with a Message-ID gets a positive receipt",
            cpim => cpim.ReceiptRequest is null ? ReceiptKinds.Positive : ReceiptRequest.Of(cpim)),
        Wants("3.1-12-empty-is-all", "RCPT-3.1-12", "An empty Receipt-Request asks for everything",
            cpim => cpim.ReceiptRequest is { Length: 0 } ? ReceiptKinds.Positive | ReceiptKinds.Negative | ReceiptKinds.Read : ReceiptRequest.Of(cpim)),
        Wants("3.1-13-whole-value", "RCPT-3.1-13", "Receipt-Request is compared as one word", cpim => ReceiptRequest.Of([cpim.ReceiptRequest ?? ""])),
        Receives("3.1-14-attachment", "RCPT-3.1-14", "An IM without Content-Disposition is filed away and not shown",
            c => c with { Shows = body => body.Cpim is null || body.Cpim.Content.Disposition is not null }),
        Wants("3.2-05-any-is-positive", "RCPT-3.2-05", "Any Receipt-Request brings a positive receipt",
            cpim => ReceiptRequest.Of(cpim) is not ReceiptKinds.None and var kinds ? kinds | ReceiptKinds.Positive : ReceiptKinds.None),
        Receives("3.2-05-any-header", "RCPT-3.2-05", "A request is found in any header, and in the text, of an IM without CPIM", c =>
        {
            var isFound = false;
            return c with
            {
                Author = (message, cpim) =>
                {
                    isFound = cpim is null && message.Body.Span.IndexOf("Receipt-Request: positive-delivery"u8) >= 0;
                    return c.Author(message, cpim);
                },
                ReceiptsFor = (im, what) => what is ImEvent.Delivered && isFound ? [ReceiptDuty.Delivered(im) with { MessageId = "none" }] : ReceiptDuty.Of(im, what),
            };
        }),
        Writes("3.2-12-to-self", "RCPT-3.2-12", "Receipts are addressed to the recipient of the IM", d => d with { To = d.From }),
        Writes("3.2-14-word", "RCPT-3.2-14", "A success receipt says delivered instead of 200",
            d => d.Document.Class == ReceiptClass.Positive ? d with { Document = d.Document with { Status = "delivered" } } : d),
        Writes("3.3-01-render", "RCPT-3.3-01", "Read receipts say Content-Disposition: render",
            d => d.Document.Type == StatusReceipt.ReadType ? d with { PartHeaders = ReceiptFaults.Set(d, "Content-Disposition", "render") } : d),
        Owes("3.3-03-no-read-receipt", "RCPT-3.3-03", "No receipt tells that the IM was read", (im, what) => what is ImEvent.Opened ? [] : null),
        Owes("3.3-03-twice", "RCPT-3.3-03", "Each reading of an IM brings a read receipt", (_, _) => null, once: false),
        Owes("3.3-04-pretends-read", "RCPT-3.3-04", "Who cannot observe reads reports them at delivery",
            (im, what) => what is ImEvent.OutOfSight && im.Requests.HasFlag(ReceiptKinds.Read) ? [ReceiptDuty.Opened(im)] : null),
        Matches("3.4-01-by-disposition", "RCPT-3.4-01", "Whatever is marked confirm is taken for a receipt",
            c => c with { Identify = (cpim, _) => cpim.Content.Disposition?.Is("confirm") == true ? CpimKind.DeliveryReceipt : CpimKind.InstantMessage }),
        Matches("3.4-01-by-content", "RCPT-3.4-01", "Text that begins like a receipt is taken for one, whatever its type",
            c => c with { Identify = (cpim, request) => cpim.Content.Content.Span.StartsWith("<status-receipt"u8) ? CpimKind.Neither : c.Identify(cpim, request) }),
        Writes("3.4-08-no-recipient-uri", "RCPT-3.4-08", "Receipts do not name the recipient",
            d => d with { Document = d.Document with { RecipientUri = null } }),
        Writes("3.4-08-im-uri-is-nobody", "RCPT-3.4-08", "Receipts about an IM for an im: URI name nobody",
            d => d.Document.RecipientUri?.StartsWith("im:", StringComparison.Ordinal) == true ? d with { Document = d.Document with { RecipientUri = null } } : d),
        .. ReceiptFaults.Of<UserAgentConduct>(Seat, (c, edit) => c with { Receipts = edit(c.Receipts) }),
        new Deviation<UserAgentConduct>("6.1.2-01-receipt-in-200", "RCPT-6.1.2-01", Seat, "The 200 to an IM holds a receipt document",
            c => c with { Sip = SipFaults.SuccessBody(c.Sip, StatusReceipt.MediaType, "<status-receipt/>") }),
        Receives("6.1.2-02-waits-for-reader", "RCPT-6.1.2-02", "An IM that asks for a read receipt is answered when it is read",
            c => c with { AnswersWhenOpened = im => im.Requests.HasFlag(ReceiptKinds.Read) }),
        Receives("6.1.2-02-odd-ids-wait", "RCPT-6.1.2-02", "An IM whose Message-ID is no Token, or stands there twice, is answered when it is read",
            c => c with { AnswersWhenOpened = im => im.MessageId?.AsSpan().ContainsAny("@/=") == true || im.Body.Cpim?.Headers.Count(h => h.Name == "Message-ID") > 1 }),
        Receives("6.1.3.1-01-plain-only", "RCPT-6.1.3.1-01", "Anything but text/plain is accepted and dropped",
            c => c with { Delivers = body => body.Type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) }),
        Owes("6.1.3.1-02-200-is-enough", "RCPT-6.1.3.1-02", "No receipt tells of a delivery", (im, what) => what is ImEvent.Delivered ? [] : null),
        Receives("6.1.3.1-02-alone-only", "RCPT-6.1.3.1-02", "A message/cpim beside other parts is delivered, and what it asks for is not heard", c =>
        {
            var isAlone = true;
            return c with
            {
                Author = (message, cpim) =>
                {
                    isAlone = message.ContentType?.Is("multipart/mixed") != true;
                    return c.Author(message, cpim);
                },
                ReceiptsFor = (im, what) => isAlone ? ReceiptDuty.Of(im, what) : [],
            };
        }),
        Owes("6.1.3.1-02-twice", "RCPT-6.1.3.1-02", "Two receipts tell of a delivery",
            (im, what) => what is ImEvent.Delivered && im.Requests.HasFlag(ReceiptKinds.Positive) ? [ReceiptDuty.Delivered(im), ReceiptDuty.Delivered(im)] : null,
            once: false),
        Owes("6.1.3.1-02-for-each-word", "RCPT-6.1.3.1-02", "A receipt tells of a delivery for each word that asks for one",
            (im, what) => what is ImEvent.Delivered && im.Body.Cpim is { } cpim && ReceiptDuty.Of(im, what).Any()
                ? [.. cpim.ReceiptRequests.Where(word => word == "positive-delivery").Select(_ => ReceiptDuty.Delivered(im))]
                : null,
            once: false),
        Owes("6.1.3.1-03-on-acceptance", "RCPT-6.1.3.1-03", "A gateway reports delivery together with its 202",
            (im, what) => what is ImEvent.Accepted && im.Requests.HasFlag(ReceiptKinds.Positive) ? [ReceiptDuty.Delivered(im)] : null),
        Owes("6.1.3.1-04-refused-and-delivered", "RCPT-6.1.3.1-04", "A refused IM is reported as delivered",
            (im, what) => what is ImEvent.Refused && im.Requests.HasFlag(ReceiptKinds.Positive) ? [ReceiptDuty.Delivered(im)] : null),
        Writes("6.1.3.1-05-type-word", "RCPT-6.1.3.1-05", "A positive receipt has the type positive-delivery",
            d => d.Document.Class == ReceiptClass.Positive ? d with { Document = d.Document with { Type = "positive-delivery" } } : d),
        Carries("6.1.3.1-06-info", "RCPT-6.1.3.1-06", "Receipts travel in INFO", _ => true),
        Owes("6.1.3.1-07-silent-failure", "RCPT-6.1.3.1-07", "No receipt tells of a failed delivery", (im, what) => what is ImEvent.Lost ? [] : null),
        Writes("6.1.3.1-08-type-read", "RCPT-6.1.3.1-08", "A negative receipt has the type read",
            d => d.Document.Class == ReceiptClass.Negative ? d with { Document = d.Document with { Type = StatusReceipt.ReadType } } : d),
        Carries("6.1.3.1-09-info", "RCPT-6.1.3.1-09", "Negative receipts travel in INFO", d => d.Document.Class == ReceiptClass.Negative),
        Owes("6.1.3.1-10-refused-and-reported", "RCPT-6.1.3.1-10", "A refused IM is reported as failed as well",
            (im, what) => what is ImEvent.Refused refused && im.Requests.HasFlag(ReceiptKinds.Negative) ? [ReceiptDuty.Lost(im, refused.Status)] : null),
        Receives("8-01-reply-to-all", "RCPT-8-01", "Receipts go to everybody the IM names",
            c => c with { Addressees = im => [im.Sender, .. Others(im)] }),
        Receives("8-01-reply-to", "RCPT-8-01", "Receipts go where SIP Reply-To points too", c =>
        {
            var elsewhere = new Dictionary<string, string>(StringComparer.Ordinal);
            return c with
            {
                Author = (message, cpim) =>
                {
                    if (cpim?.MessageId is { } id && message.Value("Reply-To") is { } header && SipNameAddress.TryParse(header, out var other))
                    {
                        elsewhere[id] = other.Uri.ToString();
                    }

                    return c.Author(message, cpim);
                },
                Addressees = im => elsewhere.TryGetValue(im.MessageId ?? "", out var copy) ? [im.Sender, copy] : [im.Sender],
            };
        }),
        new Deviation<UserAgentConduct>("8-02-no-credentials", "RCPT-8-02", Seat, "A challenged receipt is given up",
            c => c with { Sip = c.Sip with { AnswersChallenge = _ => false } }),
        new Deviation<UserAgentConduct>("8-02-stale-is-refused", "RCPT-8-02", Seat, "A receipt is given up when its nonce is called too old",
            c => c with { Sip = c.Sip with { AnswersChallenge = challenge => challenge.Value("WWW-Authenticate")?.Contains("stale=true", StringComparison.OrdinalIgnoreCase) != true } }),
        new Deviation<UserAgentConduct>("8.1-01-never-gives-up", "RCPT-8.1-01", Seat, "A receipt that is refused is sent a dozen times more",
            c => c with { Receipts = c.Receipts with { Retries = 12 } }),
        Owes("8.1-02-on-notification", "RCPT-8.1-02", "The read receipt goes out when the IM is shown, not when it is opened",
            (im, what) => what is ImEvent.Delivered && im.Requests.HasFlag(ReceiptKinds.Read)
                ? [.. ReceiptDuty.Of(im, what), ReceiptDuty.Opened(im)]
                : null),
        Owes("8.1-02-on-deletion", "RCPT-8.1-02", "An IM that is thrown away unopened is reported as read",
            (im, what) => what is ImEvent.Discarded && im.Requests.HasFlag(ReceiptKinds.Read) ? [ReceiptDuty.Opened(im)] : null),
        Owes("8.2-01-opt-out-hint", "RCPT-8.2-01", "Who wants no receipts sent has one sent that says 403",
            (im, what) => im is { OptedOut: true, MessageId: not null } && what is ImEvent.Delivered ? [ReceiptDuty.Lost(im, 403)] : null),
        Owes("8.2-01-all-or-nothing", "RCPT-8.2-01", "Who keeps quiet about reading alone is reported to have read", (im, what) =>
            what is ImEvent.Opened && im is { OptedOut: false, Body.Cpim: { } cpim, MessageId.Length: > 0 } && ReceiptRequest.Of(cpim).HasFlag(ReceiptKinds.Read) ? [ReceiptDuty.Opened(im)] : null),
        Sip("I3428-4-01-no-max-forwards", "I3428-4-01", "Requests have no Max-Forwards", c => SipFaults.Requests(c, message => message.Remove("Max-Forwards"))),
        Sip("I3428-4-03-contact", "I3428-4-03", "MESSAGE requests have a Contact",
            c => SipFaults.Requests(c, message => message.Add("Contact", "<sip:me@192.0.2.1>"))),
        Receives("I3428-7-01-waits", "I3428-7-01", "An IM is answered when it is read", c => c with { AnswersWhenOpened = _ => true }),
        Sip("I3428-7-02-body", "I3428-7-02", "The 2xx to a MESSAGE has a body", c => SipFaults.SuccessBody(c, "text/plain", "Thank you")),
        Sip("I3428-7-03-contact", "I3428-7-03", "The 2xx to a MESSAGE has a Contact",
            c => SipFaults.Successes(c, (_, message) => message.Add("Contact", "<sip:me@192.0.2.1>"))),
        Receives("I3428-7-05-no-plain-text", "I3428-7-05", "Plain text without CPIM is answered 415",
            c => c with { Response = (message, body) => message.ContentType?.Is("text/plain") == true ? 415 : c.Response(message, body) }),
        Receives("I3428-9-02-contact-refused", "I3428-9-02", "A MESSAGE with a Contact is answered 400",
            c => c with { Response = (message, body) => message.Has(SipHeader.Contact) ? 400 : c.Response(message, body) }),
        Sip("I3428-9-03-accept", "I3428-9-03", "The 2xx to a MESSAGE has an Accept",
            c => SipFaults.Successes(c, (_, message) => message.Add("Accept", "text/plain"))),
        Sip("I3428-9-04-any-case", "I3428-9-04", "Methods are compared without case", c => c with { ServedAs = method => method.ToUpperInvariant() }),
        Receives("I3428-9-05-empty-refused", "I3428-9-05", "A MESSAGE without a body is answered 400",
            c => c with { Response = (message, body) => message.Body.IsEmpty ? 400 : c.Response(message, body) }),
        Sip("I3261-8.2.2.3-01-require-ignored", "I3261-8.2.2.3-01", "Unknown tags in Require are passed over", c => c with { Unsupported = (_, _) => [] }),
        Protects("8.2-06-in-clear", "RCPT-8.2-06", "Receipts go out in clear, however the IM was protected", c => c with { Protection = _ => Protection.None }),
        Protects("8.2-06-signed-only", "RCPT-8.2-06", "Receipts are never encrypted", c => c with { Protection = layers => layers & Protection.Signed }),
        Receives("8.2-06-inside-does-not-count", "RCPT-8.2-06", "Layers inside message/cpim are taken for no protection of the message", c => c with { Layers = body => body.IsSealedInside ? Protection.None : c.Layers(body) }),
        Protects("8.2-06-clear-without-key", "RCPT-8.2-06", "A receipt goes out in clear when the key of the IM's sender is missing", c => c with { WithoutKey = Protection.None }),
        new Deviation<UserAgentConduct>("8.2-06-tampered-in-clear", "RCPT-8.2-06", Seat, "A message whose signature does not hold is receipted as if it had never been signed",
            c => c with { Receiving = c.Receiving with { ForgivesSignatures = true } }),
        Protects("8.2-07-not-signed", "RCPT-8.2-07", "Receipts are encrypted and not signed",
            c => c with { Protection = layers => layers.HasFlag(Protection.Encrypted) ? Protection.Encrypted : layers }),
    ];

    private static IEnumerable<string> Others(ReceivedIm im) => im.Body.Cpim is not { } cpim
        ? []
        : cpim.To.Concat(cpim.Cc).Select(address => address.Uri).Where(uri => uri != im.Recipient && uri != im.Sender);

    private static Deviation<UserAgentConduct> Receives(string id, string requirement, string text, Func<RecipientConduct, RecipientConduct> edit) =>
        new(id, requirement, Seat, text, c => c with { Receiving = edit(c.Receiving) });

    private static Deviation<UserAgentConduct> Protects(string id, string requirement, string text, Func<ReceiptConduct, ReceiptConduct> edit) =>
        new(id, requirement, Seat, text, c => c with { Receipts = edit(c.Receipts) });

    private static Deviation<UserAgentConduct> Wants(string id, string requirement, string text, Func<CpimMessage, ReceiptKinds> requests) =>
        Receives(id, requirement, text, c => c with { Requests = requests });

    /// <param name="instead">The receipts for an event, or null for those that are due.</param>
    private static Deviation<UserAgentConduct> Owes(
        string id, string requirement, string text, Func<ReceivedIm, ImEvent, IReadOnlyList<StatusReceipt>?> instead, bool once = true) =>
        Receives(id, requirement, text, c => c with { ReceiptsFor = (im, what) => instead(im, what) ?? ReceiptDuty.Of(im, what), OncePerType = once });

    private static Deviation<UserAgentConduct> Writes(string id, string requirement, string text, Func<ReceiptDraft, ReceiptDraft> draft) =>
        new(id, requirement, Seat, text, c => c with { Receipts = c.Receipts with { Draft = draft } });

    private static Deviation<UserAgentConduct> Carries(string id, string requirement, string text, Func<ReceiptDraft, bool> which) =>
        new(id, requirement, Seat, text, c => c with
        {
            Receipts = c.Receipts with { Envelope = (d, message) => which(d) ? message.WithMethod("INFO").Set("CSeq", "1 INFO") : message },
        });

    private static Deviation<UserAgentConduct> Matches(string id, string requirement, string text, Func<ReceiptMatching, ReceiptMatching> edit) =>
        new(id, requirement, Seat, text, c => c with { Matching = edit(c.Matching) });

    private static Deviation<UserAgentConduct> Sip(string id, string requirement, string text, Func<SipConduct, SipConduct> edit) =>
        new(id, requirement, Seat, text, c => c with { Sip = edit(c.Sip) });
}
