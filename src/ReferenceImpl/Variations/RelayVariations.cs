using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways of an intermediary: what it reports, and how it passes on what others report.</summary>
internal static class RelayVariations
{
    private const string Seat = "im-intermediary";

    public static IReadOnlyList<Variation> All { get; } =
    [
        .. ReceiptForms.Of<RelayConduct>(Seat, (c, edit) => c with { Receipts = edit(c.Receipts) }),
        Relays("AMB-12", "other-code", "RCPT-6.2-09", Tolerance.Warned, "Every failure is reported with 499", c => c with { Receipts = ReceiptFaults.Document(c.Receipts, r => r with { Status = "499" }) }),
        Relays("AMB-33", "silent-timeout", "RCPT-6.2-09", Tolerance.Warned, "Where nobody answers downstream, nothing is reported", c => c with { WaitsToRetry = response => response is null }),
        Relays("AMB-33", "stays", "RCPT-6.2-09", Tolerance.Accepted, "Redirections are not followed", c => c with { FollowsRedirections = false }),
        Relays("AMB-33", "redirection-fails", "RCPT-6.2-09", Tolerance.Accepted, "A redirection is not followed, and counts as a failure",
            c => c with { FollowsRedirections = false, Report = (im, status) => status is >= 300 and < 400 && im.Requests.HasFlag(ReceiptKinds.Negative) ? RelayConduct.NotDelivered(im, 480) : c.Report(im, status) }),
        Relays("AMB-36", "stored", "RCPT-6.2-08", Tolerance.Accepted, "Positive receipts are answered here and sent on as requests of the relay's own",
            c => c with { Passes = document => document?.Class == ReceiptClass.Positive ? ReceiptPassage.Stored : c.Passes(document) }),
        Relays("AMB-36", "blocked", "RCPT-6.2-08", Tolerance.Warned, "Positive receipts are taken and go no further",
            c => c with { Passes = document => document?.Class == ReceiptClass.Positive ? ReceiptPassage.Dropped : c.Passes(document) }),
        Relays("AMB-39", "from-recipient", "RCPT-6.2-07", Tolerance.Accepted, "The CPIM From of a report is the recipient of the message",
            c => c with { Receipts = c.Receipts with { Draft = d => d with { From = d.Document.RecipientUri ?? d.From } } }),
        Relays("AMB-57", "outer-too", "RCPT-6.2-07", Tolerance.Accepted, "The MESSAGE of a report has a Content-Disposition as well",
            c => c with { Receipts = c.Receipts with { Envelope = (_, message) => message.Add("Content-Disposition", "render") } }),
        Relays("AMB-65", "three-more", "RCPT-8.1-01", Tolerance.Accepted, "A report that is refused is sent three times more", c => c with { Receipts = c.Receipts with { Retries = 3 } }),
        Relays("AMB-67", "ten-seconds", "RCPT-6.2-05", Tolerance.Warned, "Failures are reported after ten seconds", c => c with { ReportDelay = TimeSpan.FromSeconds(10) }),
    ];

    private static Variation Relays(string reading, string name, string requirement, Tolerance tolerance, string text, Func<RelayConduct, RelayConduct> edit) =>
        new(reading, tolerance, new Deviation<RelayConduct>($"{reading}-{name}", requirement, Seat, text, edit));
}
