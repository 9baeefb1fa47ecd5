using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack.Smime;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // Receipts for list messages (receipts draft 6.2 and 8.2).
    private static IReadOnlyList<Deviation> Receipts =>
    [
        Fault("RX-6.2-01-own-message-id", "RX-6.2-01", "Gives each copy a Message-ID of its own.",
            Body((copy, body) => RequestedReceipts.In(copy.Request.Body.Payload) is { } asked ? Renumber(body, asked.MessageId, copy.Number) : body)),
        Fault("RX-6.2-02-unreported", "RX-6.2-02", "Does not report failures.", Reporting(r => r with { Reports = (_, _) => false })),
        Fault("RX-6.2-03-reports-success", "RX-6.2-03", "Reports success when a recipient answers 200.", Reporting(r => r with { Reports = (_, _) => true })),
        Fault("RX-6.2-04-service-as-recipient", "RX-6.2-04", "Names the service in recipient-uri.",
            Reporting(r => r with { About = (receipt, copy, host) => receipt with { RecipientUri = host.ContactOf(copy.Request.User) } })),
        Fault("6.2-08-reports-success", "RCPT-6.2-08", "Reports delivery when a recipient answers 200.", Reporting(r => r with { Reports = (_, _) => true })),
        Fault("6.2-09-never-4xx", "RCPT-6.2-09", "Never reports a 4xx.", Reporting(r => r with { Reports = (_, outcome) => outcome.Status >= 500 })),
        Fault("6.2-11-below-600", "RCPT-6.2-11", "Never reports a 6xx.", Reporting(r => r with { Reports = (_, outcome) => outcome.Status is >= 400 and < 600 })),
        Fault("6.2-12-swallowed", "RCPT-6.2-12", "Takes a failure that a recipient reports later and tells nobody.", Reporting(r => r with { TellsOfLateFailures = false })),
        Fault("6.2-14-service-as-recipient", "RCPT-6.2-14", "Names the service in recipient-uri.",
            Reporting(r => r with { About = (receipt, copy, host) => receipt with { RecipientUri = host.ContactOf(copy.Request.User) } })),
        Fault("I3428-7-07-always-404", "I3428-7-07", "Writes status 404 into every negative receipt.",
            Reporting(r => r with { About = (receipt, _, _) => receipt with { Status = "404" } })),
        Fault("RX-8.2-01-each-member", "RX-8.2-01", "Passes on each receipt of a hidden list's members.", Reporting(r => r with { PassedOn = receipt => receipt })),
        Fault("RX-8.2-02-first-member", "RX-8.2-02", "Reports for all when the first member has reported.", Reporting(r => r with { Quorum = _ => 1 })),
        Fault("RX-8.2-03-stripped", "RX-8.2-03", "Takes the message for a hidden list, and the request for receipts off it.", Reporting(r => r with { AskedOfMembers = _ => "" })),
        Fault("RX-8.2-03-neither", "RX-8.2-03", "Accepts what it should refuse, and never sends the receipt.", Without(gate => gate.Receipts)),
        Fault("RX-8.2-04-last-member-as-author", "RX-8.2-04", "Signs the one receipt with the URI of the member that reported last.",
            Reporting(r => r with { Author = (_, last) => last.ToString() })),
        Fault("8.2-02-each-nameless", "RCPT-8.2-02", "Passes on each member's receipt less the name.",
            Reporting(r => r with { PassedOn = receipt => receipt with { RecipientUri = null } })),
        Fault("8.2-02-twice", "RCPT-8.2-02", "Sends the one receipt twice.", Reporting(r => r with { Copies = 2 })),
        Fault("8.2-03-names-last", "RCPT-8.2-03", "Fills recipient-uri with the member that reported last.",
            Reporting(r => r with { ForAll = (receipt, last) => receipt with { RecipientUri = last.ToString() } })),
        Fault("8.2-04-first-member", "RCPT-8.2-04", "Sends the one receipt when the first member has reported.", Reporting(r => r with { Quorum = _ => 1 })),
        Fault("8.2-05-refuses-and-sends", "RCPT-8.2-05", "Refuses the message to a hidden list and distributes it all the same.",
            c => c with { ServedDespite = status => status == 403 ? int.MaxValue : 0 }),
        Fault("8.2-05-distributes-signed", "RCPT-8.2-05", "Distributes what is signed as it came, to members who will answer its author.", Without(gate => gate.Seals)),
        Fault("8.2-08-last-member-as-author", "RCPT-8.2-08", "Writes the member that reported last into the CPIM From of the one receipt.",
            Reporting(r => r with { Author = (_, last) => last.ToString() })),
        Fault("RX-8.2-05-in-clear", "RX-8.2-05", "Sends a receipt for an encrypted message in clear.", Reporting(r => r with { Protection = _ => Protection.None })),
        Fault("8.2-06-service-signed-only", "RCPT-8.2-06", "Signs the receipt for a signed and encrypted message and does not encrypt it.",
            Reporting(r => r with { Protection = layers => layers & Protection.Signed })),
    ];

    private static Func<ListServiceConduct, ListServiceConduct> Reporting(Func<ListReceiptConduct, ListReceiptConduct> edit) =>
        c => c with { Receipts = edit(c.Receipts) };

    private static CopyBody Renumber(CopyBody body, string messageId, int number) =>
        body with { Bytes = Latin(Latin(body.Bytes).Replace(messageId, $"{messageId}{number}", StringComparison.Ordinal)) };
}
