using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>The bodies of copies against those of the list request (RFC 5365 7.3).</summary>
public static class ListCopyBodyRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Copy("U5365-2-05", "a copy holds the message", c => c.Payload.Any(p => p.Content.Length > 0) || c.Call?.Payload.All(p => p.Content.Length == 0) == true ? null
            : new("a payload part", c.Message.Payload.IsEmpty ? "no body" : "lists only")),
        Made("U5365-1-03", "a copy holds all that the sender wrote", (c, call) =>
            call.Payload.Count > 0 && c.Payload.Count == 0 ? new("the sender's message", "nothing of it") : null),
        Made("U5365-1-06", "message and history travel in one request", (_, call) => call.Expectation.IsHistoryDue, (c, _) =>
            c.ListParts.Count > 0 && c.Payload.Count == 0 || IsBareHistory(c) ? new("the message beside the history", "the history alone") : null),
        Made("U5365-2-01", "the message is passed on octet for octet", Comparable, (c, call) => Altered(c, call.Payload)),
        Made("U5365-3-04", "all copies of one message are alike", (c, call) => call.FirstCopy is { } first && !ReferenceEquals(first, c), (c, call) =>
            call.FirstCopy is { } first && Altered(c, first.Payload) is { } violation
                ? violation with { Expected = $"the message as in the copy to {first.Sip.RequestUri?.User}" } : null),
        Made("U5365-7.3-01", "all parts are passed on in their order", (_, call) => call.Payload.Count > 1, (c, call) =>
            c.Payload.Count < call.Payload.Count ? new($"{call.Payload.Count} parts besides the list", $"{c.Payload.Count}")
            : Misplaced(c, call) ? new Violation("the parts in the sender's order", "another order") { Severity = Severity.Finding, Reading = "A-36" } : null),
        Made("U5365-7.3-11", "every remaining part is passed on with its header fields", (_, call) => call.Payload.Count > 0, (c, call) =>
            Lost(c, call) is { } lost ? new($"the part of type {lost.Type?.Text}", "no such part")
            : ChangedHeader(c, call)),
        Made("U5365-7.3-12", "where one part is left there is no multipart/mixed around it", (c, call) => call.Payload.Count == 1 && c.ListParts.Count == 0, (c, call) =>
            c.Message.Content?.Type is { } type && type.Is("multipart/mixed") && call.Payload[0].Type?.Is("multipart/mixed") != true
                ? new($"Content-Type: {call.Payload[0].Type?.Text}", $"Content-Type: {type.Text}", c.Message.RangeOf(SipHeader.ContentType)) : null),
        Made("U5365-9-02", "a copy with a history is multipart/mixed", (c, _) => c.ListParts.Count > 0, (c, _) =>
            c.Message.Content?.Type is { } type && !type.Is("multipart/mixed") ? new("multipart/mixed", type.Text, c.Message.RangeOf(SipHeader.ContentType)) { Severity = Severity.Finding } : null),
        Made("U5365-9-03", "the text is passed on, the list is not", HidesSomebody, (c, call) =>
            c.ListParts.FirstOrDefault(p => call.ListParts.Any(l => l.Part.Bytes.Span.SequenceEqual(p.Part.Bytes.Span))) is { } same
                ? new("a history made for the recipients", "the list octet for octet", RangeOf(same, c)) : null),
        Made("RX-6.2-01", "message/cpim with its Message-ID is the same in all copies", (_, call) => call.Message.Content?.CpimPart is not null, (c, call) =>
            c.Message.Content?.CpimPart is not { } ours ? new("the message/cpim of the sender", "none")
            : call.Message.Content?.CpimPart is { } theirs && !ours.Bytes.Span.SequenceEqual(theirs.Bytes.Span)
                ? new($"Message-ID {theirs.Cpim?.MessageId} and the octets around it", $"Message-ID {ours.Cpim?.MessageId}", c.Message.RangeOf("Message-ID")) : null),
        Made("RCPT-6.2-02", "an instant message to several is the same for each of them", (_, call) => call.Message.Content?.CpimPart is not null, (c, call) =>
            c.Message.Content?.CpimPart is not { } ours ? new("the message/cpim of the sender", "none")
            : call.Message.Content?.CpimPart is { } theirs && !ours.Bytes.Span.SequenceEqual(theirs.Bytes.Span)
                ? new($"the sender's {theirs.Bytes.Length} octets of message/cpim", $"{ours.Bytes.Length} others", c.Message.RangeOf("Message-ID")) : null),
        Copy("U5365-3-09", "the list in a copy is a history", c => c.ListParts.Count > 0, c => NoRecipientList(c)),
        Copy("C5364-3-01", "no recipient list goes on to the recipients", c => NoRecipientList(c)),
    ];

    /// <summary>Where the receiver alone is blind, and may find himself in his copy, the history may say all that the list says (A-17).</summary>
    private static bool HidesSomebody(CopyView copy, ListCall call) =>
        call.Expectation.Recipients.Any(r => !r.IsVisible && !(r.IsBlind && r == copy.Recipient && call.Expectation.Mode is not BccMode.Strip));

    private static bool Comparable(CopyView copy, ListCall call) => copy.Payload.Count > 0 && copy.Payload.Count == call.Payload.Count;

    private static Violation? Altered(CopyView copy, IReadOnlyList<BodyView> before)
    {
        for (var i = 0; i < Math.Min(before.Count, copy.Payload.Count); i++)
        {
            var was = before[i].Content.Span;
            var now = copy.Payload[i].Content.Span;
            if (!was.SequenceEqual(now))
            {
                var at = was.CommonPrefixLength(now);
                var place = copy.Payload[i].Offset is { } offset ? new Harness.Results.ByteRange(offset + at, Math.Min(16, now.Length - at)) : (Harness.Results.ByteRange?)null;
                return new Violation($"the sender's {was.Length} octets", $"{now.Length} octets that differ from octet {at} on", place);
            }
        }

        return null;
    }

    private static bool Misplaced(CopyView copy, ListCall call)
    {
        for (var i = 0; i < call.Payload.Count; i++)
        {
            if (!copy.Payload[i].Content.Span.SequenceEqual(call.Payload[i].Content.Span))
            {
                return call.Payload.All(p => copy.Payload.Any(o => o.Content.Span.SequenceEqual(p.Content.Span)));
            }
        }

        return false;
    }

    private static BodyView? Lost(CopyView copy, ListCall call) => copy.Payload.Count >= call.Payload.Count
        ? null
        : call.Payload.FirstOrDefault(p => !copy.Payload.Any(o => o.Content.Span.SequenceEqual(p.Content.Span)));

    private static Violation? ChangedHeader(CopyView copy, ListCall call)
    {
        if (copy.Payload.Count != call.Payload.Count)
        {
            return null;
        }

        foreach (var (was, now) in call.Payload.Zip(copy.Payload))
        {
            if (was.FirstDifference(now) is { } changed)
            {
                return new Violation($"{changed.Name}: {changed.Ours ?? "none"}", $"{changed.Name}: {changed.Theirs ?? "none"}", copy.Message.RangeOf(changed.Name));
            }
        }

        return null;
    }

    private static bool IsBareHistory(CopyView copy) => copy.Message.Content is { Parts.Count: 0 } && BodyView.PartsOf(copy.Message) is [{ IsList: true }];

    private static Violation? NoRecipientList(CopyView copy) =>
        copy.Message.Content?.RecipientLists is [var list, ..] ? new("Content-Disposition: recipient-list-history", "a part with disposition recipient-list", RangeOf(list, copy)) : null;

    private static Harness.Results.ByteRange? RangeOf(ListPart part, CopyView copy) =>
        part.Part.Offset is { } offset ? new Harness.Results.ByteRange(offset, part.Part.Bytes.Length) : copy.Message.RangeOf("recipient-list");
}
