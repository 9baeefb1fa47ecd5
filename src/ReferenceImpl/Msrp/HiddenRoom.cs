using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>
/// A room whose members its visitors may not know of. What asks for a read receipt is refused, or goes to each member as the room's own message, with an id for
/// each: the members answer to the room, and its one receipt, which names nobody, says that all have read (draft section 8.2, which prevails over 7.2).
/// </summary>
internal sealed class HiddenRoom(bool refuses, IdSource ids, ListReceiptConduct conduct)
{
    private readonly Dictionary<string, (Passage Passage, MsrpCall Member)> _expected = new(StringComparer.Ordinal);

    /// <summary>Whether a message is one that the room refuses.</summary>
    public bool Refuses(CpimMessage message) => refuses && AsksForReading(message);

    /// <summary>Sends a message to the members as the room's own.</summary>
    /// <returns>False when it is none that the room has to answer for.</returns>
    public bool TryAnchor(MsrpCall author, CpimMessage message, IReadOnlyList<MsrpCall> members, Action<MsrpCall, byte[]> send)
    {
        if (refuses || !AsksForReading(message) || message.From is not { } writer || message.MessageId is not { } id)
        {
            return false;
        }

        var passage = new Passage(author, id, writer.Uri, members.Count);
        foreach (var member in members)
        {
            var copyId = ids.MessageId();
            _expected[copyId] = (passage, member);
            send(member, message.Edit()
                .Set("From", new CpimAddress(null, member.Contact).ToString())
                .Remove("cc")
                .Set("To", new CpimAddress(null, member.Peer).ToString())
                .Set("Message-ID", copyId)
                .Set("Receipt-Request", conduct.AskedOfMembers("read"))
                .ToBytes());
        }

        return true;
    }

    /// <summary>Takes a member's receipt for one of the room's own messages; the last one brings the receipt for all.</summary>
    /// <returns>False when it is about something else.</returns>
    public bool TryTake(CpimMessage receipt, Action<MsrpCall, byte[]> send)
    {
        if (ReceiptIdentification.Of(receipt) is CpimKind.InstantMessage
            || !ReceiptIdentification.TryRead(receipt.Content.Content, out var document)
            || !_expected.TryGetValue(document.MessageId ?? "", out var expected))
        {
            return false;
        }

        var (passage, member) = expected;
        if (conduct.PassedOn(document with { MessageId = passage.MessageId }) is { } passed)
        {
            Tell(passage, passed, passage.Author.Contact, send);
        }
        else if (document.Class is ReceiptClass.Read && passage.Readers.Add(member) && passage.Readers.Count == conduct.Quorum(passage.Members) && SipUri.TryParse(member.Peer, out var last))
        {
            for (var i = 0; i < conduct.Copies; i++)
            {
                Tell(passage, conduct.ForAll(StatusReceipt.Read(passage.MessageId, null), last), conduct.Author(passage.Author.Contact, last), send);
            }
        }

        return true;
    }

    private static void Tell(Passage passage, StatusReceipt document, string from, Action<MsrpCall, byte[]> send) =>
        send(passage.Author, ReceiptDraft.Compose(new ReceiptDraft { From = from, To = passage.Writer, Document = document }));

    private static bool AsksForReading(CpimMessage message) =>
        ReceiptIdentification.Of(message) is CpimKind.InstantMessage && ReceiptRequest.Of(message).HasFlag(ReceiptKinds.Read);

    /// <summary>A message on its way through the room.</summary>
    private sealed record Passage(MsrpCall Author, string MessageId, string Writer, int Members)
    {
        public HashSet<MsrpCall> Readers { get; } = [];
    }
}
