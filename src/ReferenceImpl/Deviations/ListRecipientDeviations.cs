using Conformance.ReferenceImpl.Lists;
using Conformance.ReferenceImpl.Lists.Recipient;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-recipient, one row each.</summary>
internal static class ListRecipientDeviations
{
    public static IReadOnlyList<Deviation> All { get; } =
    [
        // Answering and showing.
        Fault("U5365-5-02-ignores-require", "U5365-5-02", "Ignores Require and shows the text.", c => c with { Sip = c.Sip with { Unsupported = (_, _) => [] } }),
        Fault("U5365-5-02-small-letters-only", "U5365-5-02", "Overlooks an option tag that is spelt with capitals.",
            c => c with { Sip = c.Sip with { Unsupported = (required, supported) => [.. required.Except(supported, StringComparer.OrdinalIgnoreCase).Where(tag => !tag.Any(char.IsUpper))] } }),
        Inbox("U5365-4-10-history-refused", "U5365-4-10", "Answers 415 because of the history.", i => i with { IsHistory = _ => false, MayIgnore = _ => false }),
        Inbox("C5364-7-05-unknown-disposition", "C5364-7-05", "Answers 415 to a disposition it does not know.", i => i with { IsHistory = _ => false, MayIgnore = _ => false }),
        Inbox("I3204-6-01-optional-refused", "I3204-6-01", "Answers 415 to an unknown part it may ignore.", i => i with { MayIgnore = _ => false }),
        Inbox("U5365-4-12-other-history-refused", "U5365-4-12", "Answers 415 to a history in another format.", i => i with { MayIgnore = _ => false }),
        Inbox("I3204-6-02-required-dropped", "I3204-6-02", "Answers 200 and drops a part it must understand.", i => i with { MayIgnore = _ => true }),
        Inbox("U5365-8-01-contact", "U5365-8-01", "Its 200 has a Contact and a body.",
            Response(m => m.Add("Contact", "<sip:me@192.0.2.1>").Body("thanks"u8.ToArray(), "text/plain"))),
        Inbox("I3428-7-02-body", "I3428-7-02", "Its 200 has a text body.", Response(m => m.Body("thanks"u8.ToArray(), "text/plain"))),
        Inbox("I3428-7-03-contact", "I3428-7-03", "Its 200 has a Contact.", Response(m => m.Add("Contact", "<sip:me@192.0.2.1>"))),
        Inbox("I3428-9-03-accept", "I3428-9-03", "Its 200 has an Accept.", Response(m => m.Add("Accept", "text/plain, application/resource-lists+xml"))),
        Inbox("I3428-7-01-waits-for-user", "I3428-7-01", "Answers when its user has opened the message.", i => i with { AnswersAfter = TimeSpan.FromSeconds(10) }),
        Inbox("I3428-7-05-cpim-only", "I3428-7-05", "Answers 415 to plain text that is not in message/cpim.",
            i => i with { Refuses = request => request.ContentType?.Is("text/plain") == true ? 415 : null }),
        Inbox("I3428-7-06-no-date-is-expired", "I3428-7-06", "Takes what has Expires and no Date for expired.",
            i => i with { Refuses = request => request.Has(SipHeader.Expires) && !request.Has(SipHeader.Date) ? 480 : null }),
        Inbox("I3428-7-06-breaks-down", "I3428-7-06", "Breaks down over a message that expired long ago.",
            i => i with { Refuses = request => DateTimeOffset.TryParse(request.Value(SipHeader.Date), System.Globalization.CultureInfo.InvariantCulture, out var date) && date.Year < 2020 ? 500 : null }),
        Inbox("I3428-9-02-recipient-contact-refused", "I3428-9-02", "Answers 400 to a MESSAGE with a Contact.", i => i with { Refuses = request => request.Has(SipHeader.Contact) ? 400 : null }),
        Fault("I3428-9-04-recipient-any-case", "I3428-9-04", "Takes Message for MESSAGE.", c => c with { Sip = c.Sip with { ServedAs = method => method.ToUpperInvariant() } }),
        Inbox("I3428-9-05-empty-refused", "I3428-9-05", "Answers 400 to a MESSAGE without a body.", i => i with { Refuses = request => request.Body.IsEmpty ? 400 : null }),
        Inbox("I5621-4.2-01-raw-source", "I5621-4.2-01", "Shows the source of a multipart body.", i => i with { ReadsMultipart = false, CanShow = type => type.Is("text/plain") || type.IsMultipart }),
        Inbox("I3428-11-06-date-ignored", "I3428-11-06", "Takes a signed message of any date as fresh.", i => i with { IsStale = _ => false }),
        Inbox("I3428-11-06-past-only", "I3428-11-06", "Takes a signed message of tomorrow as fresh.", i => i with { IsStale = off => off > TimeSpan.FromMinutes(10) }),
        Inbox("I3428-11-07-drops-all", "I3428-11-07", "Drops messages of every source after several stale ones.", i => i with { Drops = stale => stale >= 3 }),
        Inbox("I3428-11-08-for-ever", "I3428-11-08", "Takes stale messages for ever once it has been offline.", i => i with { TakesStale = (_, _) => true }),
        Inbox("I3428-11-09-no-warning", "I3428-11-09", "Shows a stale message like a fresh one.", i => i with { WarnsOfReplay = false }),

        Inbox("U5365-8-01-sealed-refused", "U5365-8-01", "Answers 415 to a text that is encrypted for its user.",
            i => i with { Opens = part => part.Disposition?.Is("recipient-list-history") == true }),

        // Reading the history.
        Inbox("U5365-8-02-sealed-unread", "U5365-8-02", "Passes over a history that is encrypted for its user.",
            i => i with { Opens = part => part.Disposition?.Is("recipient-list-history") != true }),
        Fault("U5365-8-02-anonymous-contact", "U5365-8-02", "Lists the anonymous URI as a contact.", c => c with { IsAnonymous = _ => false }),
        Fault("C5364-3-05-cc-as-to", "C5364-3-05", "Shows \"cc\" recipients as \"to\".",
            c => c with { LevelOf = entry => c.LevelOf(entry) == CopyControl.Cc ? CopyControl.To : c.LevelOf(entry) }),
        Fault("C5364-4-21-missing-is-none", "C5364-4-21", "Takes a missing count for 0.", c => c with { CountOf = entry => entry.Count ?? 0 }),
        Fault("C5364-4-23-odd-count", "C5364-4-23", "Reads a count that is written with a plus sign or leading zeros as 0.",
            c => c with { CountOf = entry => entry.CountText is { } text && (text.StartsWith('+') || text.StartsWith('0')) ? 0 : entry.Count ?? 1 }),
        Fault("C5364-4-10-history-is-enough", "C5364-4-10", "Replies to all whenever there is a history.", c => c with { MayReplyToAll = (history, _) => history is not null }),
        Fault("C5364-4-08-absent-replies", "C5364-4-08", "A recipient who is not in the history replies to all.",
            c => c with { MayReplyToAll = (history, own) => history is not null && own.All(level => level != CopyControl.Bcc) }),
        Fault("C5364-4-09-presence-only", "C5364-4-09", "A blind recipient who finds itself in the history replies to all.", c => c with { MayReplyToAll = (_, own) => own.Count > 0 }),
        Fault("C5364-4-04-default-to", "C5364-4-04", "Takes an entry without copyControl for a visible one.", c => c with { LevelOf = entry => entry.CopyControl ?? CopyControl.To }),
        Fault("C5364-8-05-blind-to-to", "C5364-8-05", "A blind recipient's reply goes to the sender and all \"to\" recipients.",
            c => c with
            {
                MayReplyToAll = (history, _) => history is not null,
                Targets = (sender, others) => HistoryView.Targets(sender, [.. others.Where(other => other.Level == CopyControl.To)]),
            }),

        // Replying to all.
        Fault("U5365-1-04-not-the-sender", "U5365-1-04", "Replies to the others and forgets the sender.", c => c with { Targets = (_, others) => HistoryView.Targets(null, others) }),
        Fault("U5365-8-03-undisclosed-listed", "U5365-8-03", "Copies the stand-in for undisclosed people into the list of its reply.",
            c => c with { Targets = (sender, others) => [.. HistoryView.Targets(sender, others), SipUri.Parse(ResourceLists.AnonymousUri)] }),
        Fault("U5365-1-04-sender-only", "U5365-1-04", "Replies to the sender only.", c => c with { Targets = (sender, _) => HistoryView.Targets(sender, []) }),
        Fault("U5365-8-03-no-cc", "U5365-8-03", "Leaves the \"cc\" recipients out of the reply.",
            c => c with { Targets = (sender, others) => HistoryView.Targets(sender, [.. others.Where(other => other.Level == CopyControl.To)]) }),
        Fault("U5365-2-06-list-in-each", "U5365-2-06", "Copies the history as a recipient list into each message of a serial reply.",
            c => c with { SerialReply = WithList }),
        Fault("U5365-6-06-reply-without-tag", "U5365-6-06", "Leaves the option tag out of Require when it replies through a service.", c => c with { Client = c.Client with { TagHeader = "Supported" } }),
        Fault("I3428-8-03-serial-overlaps", "I3428-8-03", "Sends to a URI while another MESSAGE to it is pending.", c => c with { Sip = c.Sip with { OneMessagePerUri = false } }),
    ];

    private static Deviation<ListRecipientConduct> Fault(string id, string requirement, string text, Func<ListRecipientConduct, ListRecipientConduct> edit) =>
        new(id, requirement, ListRecipient.Name, text, edit);

    private static Deviation<ListRecipientConduct> Inbox(string id, string requirement, string text, Func<InboxConduct, InboxConduct> edit) =>
        Fault(id, requirement, text, c => c with { Inbox = edit(c.Inbox) });

    private static Func<InboxConduct, InboxConduct> Response(Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        i => i with { Response = response => edit(response.Edit()).Build() };

    private static SipMessage WithList(ReceivedMessage received, SipMessage reply)
    {
        if (received.History is not { } history)
        {
            return reply;
        }

        const string boundary = "reply-to-all-parts";
        var text = MimeEntity.Build().Header("Content-Type", "text/plain").Content(reply.Body).Build();
        var list = MimeEntity.Build()
            .Header("Content-Type", ResourceLists.MediaType)
            .Header("Content-Disposition", "recipient-list")
            .Content(history.Bytes)
            .Build();
        return reply.Edit()
            .Add("Require", "recipient-list-message")
            .Body(MimeMultipart.Write(boundary, text, list), $"multipart/mixed;boundary={boundary}")
            .Build();
    }
}
