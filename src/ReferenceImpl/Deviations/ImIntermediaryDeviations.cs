using System.Globalization;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat im-intermediary.</summary>
internal static class ImIntermediaryDeviations
{
    private const string Seat = "im-intermediary";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        .. ReceiptFaults.Of<RelayConduct>(Seat, (c, edit) => c with { Receipts = edit(c.Receipts) }),
        Relays("3.2-05-never-asked", "RCPT-3.2-05", "A failure is reported to senders who asked for nothing",
            c => c with { Requests = cpim => cpim.ReceiptRequest is null ? ReceiptKinds.Negative : ReceiptRequest.Of(cpim) }),
        Relays("6.2-03-any-body", "RCPT-6.2-03", "A request for a receipt is found in any body",
            c => c with { Examine = message => c.Examine(message) ?? Imagined(message) }),
        Relays("6.2-03-mime-headers", "RCPT-6.2-03", "A request for a receipt is found among the MIME headers too",
            c => c with { Requests = cpim => ReceiptRequest.Of(cpim) | ReceiptRequest.Of([cpim.Content.Value("Receipt-Request") ?? ""]) }),
        Relays("6.2-04-any-request", "RCPT-6.2-04", "Any word in Receipt-Request brings a report of failure",
            c => c with { Requests = cpim => cpim.ReceiptRequests.Count > 0 ? ReceiptKinds.Negative : ReceiptKinds.None }),
        Relays("6.2-05-once-a-minute", "RCPT-6.2-05", "Failures are reported a minute late", c => c with { ReportDelay = TimeSpan.FromMinutes(1) }),
        Sip("6.2-05-100-is-final", "RCPT-6.2-05", "The first response decides, be it a 100", c => c with { Ends = _ => true }),
        Relays("6.2-06-passed-and-reported", "RCPT-6.2-06", "A failure whose response went back to the sender is reported as well",
            c => c with { ReportPassedUp = (im, status) => im.Requests.HasFlag(ReceiptKinds.Negative) && status >= 400 ? RelayConduct.NotDelivered(im, status) : null }),
        Relays("6.2-06-refused-and-reported", "RCPT-6.2-06", "What the relay refuses itself it reports as failed as well",
            c => c with { ReportRefusal = (im, status) => im.Requests.HasFlag(ReceiptKinds.Negative) ? RelayConduct.NotDelivered(im, status) : null }),
        Writes("6.2-07-no-disposition", "RCPT-6.2-07", "Receipts made here have no Content-Disposition",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders.Where(header => header.Name != "Content-Disposition")] } }),
        Reports("6.2-08-200-is-delivery", "RCPT-6.2-08", "A downstream 2xx is reported as delivery", (im, status) =>
            status < 300 && im.Requests.HasFlag(ReceiptKinds.Positive) ? StatusReceipt.Delivery(im.MessageId ?? "", im.Recipient, 200) : Due(im, status)),
        Passes("6.2-08-blocks-positive", "RCPT-6.2-08", "Positive receipts do not get past this relay",
            document => document?.Class == ReceiptClass.Positive ? ReceiptPassage.Dropped : ReceiptPassage.Stateless),
        Reports("6.2-09-two-codes-only", "RCPT-6.2-09", "Of all 4xx only 404 and 480 are failures",
            (im, status) => status is >= 400 and < 500 and not (404 or 480) ? null : Due(im, status)),
        Relays("6.2-09-challenge-is-no-failure", "RCPT-6.2-09", "A challenge is neither met nor reported", c => c with
        {
            Sip = c.Sip with { AnswersChallenge = _ => false },
            Report = (im, status) => status is 401 or 407 ? null : Due(im, status),
        }),
        Reports("6.2-10-broken-connection", "RCPT-6.2-10", "What was under way on a connection that broke is not reported", (im, status) => status == 408 ? null : Due(im, status)),
        Reports("6.2-10-never-5xx", "RCPT-6.2-10", "A 5xx is never reported", (im, status) => status is >= 500 and < 600 ? null : Due(im, status)),
        Relays("6.2-10-waits-to-retry", "RCPT-6.2-10", "A 5xx that says when to try again is not reported, and nothing is tried",
            c => c with { WaitsToRetry = response => response is { StatusCode: >= 500 and < 600 } && response.Has(SipHeader.RetryAfter) }),
        Reports("6.2-11-below-600", "RCPT-6.2-11", "A 6xx is never reported", (im, status) => status >= 600 ? null : Due(im, status)),
        Relays("6.2-12-forgets", "RCPT-6.2-12", "After a downstream 2xx the IM is forgotten", c => c with { Remembers = status => status >= 300 }),
        Writes("6.2-13-notice", "RCPT-6.2-13", "Failures are reported in plain text",
            c => c with { Compose = d => Encoding.UTF8.GetBytes($"Message {d.Document.MessageId} could not be delivered"), ContentType = "text/plain" }),
        Writes("6.2-14-own-uri", "RCPT-6.2-14", "recipient-uri names the relay",
            c => c with { Draft = d => d with { Document = d.Document with { RecipientUri = d.From } } }),
        Reports("6.2-14-contact-uri", "RCPT-6.2-14", "recipient-uri is where the message was sent in the end",
            (im, status) => Due(im, status) is { } receipt ? receipt with { RecipientUri = im.Target } : null),
        Relays("6.2-14-by-id", "RCPT-6.2-14", "What failed is looked up by its Message-ID alone", c => c with { Concerned = (im, known) => known.Named(im.MessageId) is [var first, ..] ? first : im }),
        Relays("6.2-09-each-branch", "RCPT-6.2-09", "A message that went to several contacts of one recipient is reported for each of them", c => c with { JoinsBranches = false }),
        Reports("6.2-08-302-is-delivery", "RCPT-6.2-08", "A redirection that leads nowhere is reported as delivery", (im, status) =>
            status is >= 300 and < 400 && im.Requests.HasFlag(ReceiptKinds.Positive) ? StatusReceipt.Delivery(im.MessageId ?? "", im.Recipient, 200) : Due(im, status)),
        Passes("6.2-15-answers-itself", "RCPT-6.2-15", "Read receipts are answered here and sent on as requests of the relay's own",
            document => document?.Type == StatusReceipt.ReadType ? ReceiptPassage.Stored : ReceiptPassage.Stateless),
        Relays("6.2-15-fresh-branch", "RCPT-6.2-15", "Each retransmission of a receipt is forwarded under a branch of its own",
            c =>
            {
                var count = 0;
                return c with { Branch = request => c.Branch(request) + (count++).ToString(CultureInfo.InvariantCulture) };
            }),
        Relays("6.2-15-absorbs", "RCPT-6.2-15", "Retransmissions of a receipt are absorbed, as a stateful proxy does",
            c =>
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                return c with { Forwards = message => seen.Add($"{message.TopVia?.Branch} {message.CallId}") };
            }),
        Relays("6.2-15-rewrites", "RCPT-6.2-15", "The body of what is forwarded is changed",
            c => c with
            {
                Onward = (message, received) => received.ContentType?.Is("message/cpim") == true
                    ? message.Body(Octets.Replace(received.Body.ToArray(), "From: ", "X-Via: relay\r\nFrom: "))
                    : message,
            }),
        Relays("8-01-copies", "RCPT-8-01", "A failure is reported to the recipient too", c => c with { Addressees = im => [im.Sender, im.Target] }),
        Relays("8.2-06-signed-in-clear", "RCPT-8.2-06", "The failure of a signed message is reported by a receipt without a signature",
            c => c with { Examine = message => c.Examine(message) ?? Inside(message) }),
        Relays("8.1-05-any-party", "RCPT-8.1-05", "A negative receipt is believed whoever sent it", c => c with { Believes = (_, _) => true }),
        Passes("8.1-05-replaces", "RCPT-8.1-05", "Each negative receipt that passes becomes one of the relay's own",
            document => document?.Class == ReceiptClass.Negative ? ReceiptPassage.Replaced : ReceiptPassage.Stateless),
        Relays("8.1-01-never-gives-up", "RCPT-8.1-01", "A receipt that is refused is sent a dozen times more", c => c with { Receipts = c.Receipts with { Retries = 12 } }),
        Passes("8.1-01-one-for-each", "RCPT-8.1-01", "Each negative receipt that passes, forged or not, brings a receipt of the relay's own about",
            document => document?.Class == ReceiptClass.Negative ? ReceiptPassage.Replaced : ReceiptPassage.Stateless),
        Relays("9.1-04-stuck", "RCPT-9.1-04", "After a receipt with a document type nothing is passed on any more",
            c =>
            {
                var isStuck = false;
                return c with { Forwards = message => !(isStuck |= message.Body.Span.IndexOf("<!DOCTYPE"u8) >= 0) && c.Forwards(message) };
            }),
        Sip("I3428-4-01-no-max-forwards", "I3428-4-01", "Requests have no Max-Forwards", c => SipFaults.Requests(c, message => message.Remove("Max-Forwards"))),
        Sip("I3428-4-03-contact", "I3428-4-03", "MESSAGE requests have a Contact",
            c => SipFaults.Requests(c, message => message.Add("Contact", "<sip:relay@192.0.2.1>"))),
        Sip("I3428-7-02-body", "I3428-7-02", "The 202 has a body", c => SipFaults.SuccessBody(c, "text/plain", "Queued")),
        Sip("I3428-7-03-contact", "I3428-7-03", "The 202 has a Contact",
            c => SipFaults.Successes(c, (_, message) => message.Add("Contact", "<sip:relay@192.0.2.1>"))),
        Sip("I3428-8-03-overlap", "I3428-8-03", "A second MESSAGE to a URI does not wait for the first to end", c => c with { OneMessagePerUri = false }),
        Sip("I3428-9-03-accept", "I3428-9-03", "The 202 has an Accept", c => SipFaults.Successes(c, (_, message) => message.Add("Accept", "*/*"))),
    ];

    /// <summary>The message/cpim entity in a signed body; a signature hides nothing.</summary>
    internal static CpimMessage? Inside(SipMessage message) =>
        message.ContentType is { } type && SmimeBody.IsSigned(type) && SmimeBody.Open(type, message.Body, []).Content is { } signed
            && CpimMessage.TryParse(signed.Content, CpimReading.Tolerant, out var cpim, out _) ? cpim : null;

    private static StatusReceipt? Due(ForwardedIm im, int status) => new RelayConduct().Report(im, status);

    /// <summary>What somebody would see in a text who looks for the words of a request and takes the Call-ID for want of an id.</summary>
    private static CpimMessage? Imagined(SipMessage message) =>
        Encoding.UTF8.GetString(message.Body.Span).Contains("Receipt-Request: negative-delivery", StringComparison.Ordinal) && message.CallId is { } callId
            ? CpimMessage.Build().Header("Message-ID", callId).Header("Receipt-Request", "negative-delivery")
                .Content("text/plain", message.Body).Build(CpimReading.Tolerant)
            : null;

    private static Deviation<RelayConduct> Relays(string id, string requirement, string text, Func<RelayConduct, RelayConduct> edit) =>
        new(id, requirement, Seat, text, edit);

    private static Deviation<RelayConduct> Reports(string id, string requirement, string text, Func<ForwardedIm, int, StatusReceipt?> report) =>
        Relays(id, requirement, text, c => c with { Report = report });

    private static Deviation<RelayConduct> Passes(string id, string requirement, string text, Func<StatusReceipt?, ReceiptPassage> passes) =>
        Relays(id, requirement, text, c => c with { Passes = passes });

    private static Deviation<RelayConduct> Writes(string id, string requirement, string text, Func<ReceiptConduct, ReceiptConduct> edit) =>
        Relays(id, requirement, text, c => c with { Receipts = edit(c.Receipts) });

    private static Deviation<RelayConduct> Sip(string id, string requirement, string text, Func<SipConduct, SipConduct> edit) =>
        Relays(id, requirement, text, c => c with { Sip = edit(c.Sip) });
}
