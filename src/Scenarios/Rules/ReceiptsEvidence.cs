using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>What the rules of the receipts draft look at in a message.</summary>
internal static class ReceiptsEvidence
{
    /// <summary>Seats that write the instant messages they send; the others pass on what somebody else wrote.</summary>
    internal static IReadOnlyList<Seat> Authors { get; } =
        [Seat.ImSender, Seat.ImRecipient, Seat.ListClient, Seat.ListRecipient, Seat.MsrpSender, Seat.MsrpRecipient];

    /// <summary>The body, or the part of it, that its sender calls message/cpim; null for an instant message without any, and for all else.</summary>
    internal static Content? InstantCpim(this Observed message) =>
        message is { IsRequest: true, Kind: MessageKind.InstantMessage or MessageKind.ListRequest } ? ClaimedCpim(message.Content) : null;

    /// <summary>The receipt in a request; null when there is none, or when the sender of this message only passes it on.</summary>
    internal static ReceiptView? OwnReceipt(this Observed message, Trace trace) =>
        message.AnyReceipt() is { } receipt && !message.IsPassedOn(trace) ? receipt : null;

    /// <summary>The receipt in a request, whoever wrote it.</summary>
    internal static ReceiptView? AnyReceipt(this Observed message) =>
        message is { IsRequest: true, Kind: MessageKind.Receipt, Content: { } content }
            ? content.Receipt ?? content.Parts.Select(p => p.Receipt).FirstOrDefault(r => r is not null)
            : null;

    /// <summary>True when the sender got the same request, or the same body, from somebody else before.</summary>
    internal static bool IsPassedOn(this Observed message, Trace trace) =>
        trace.RequestsOfCall(message.Sip?.CallId).Any(earlier => earlier.Index < message.Index && earlier.FromSut != message.FromSut && earlier.Sip?.FromTag == message.Sip?.FromTag)
        || trace.FirstRequestWithPayload(message.Payload, fromSut: !message.FromSut)?.Index < message.Index;

    /// <summary>The instant message that a receipt is about, as it first went over a wire; null when none with that id did. Of several with one id it is that of the addressee.</summary>
    internal static Observed? Subject(this ReceiptView receipt, Observed message, Trace trace)
    {
        Observed? first = null;
        foreach (var known in trace.InstantMessages(receipt.Document?.MessageId?.Trim(), before: message))
        {
            if (receipt.Carrier.Cpim?.To is not [var addressee, ..] || SameUser(known.Content?.CpimPart?.Cpim?.From?.Uri, addressee.Uri))
            {
                return known;
            }

            first ??= known;
        }

        return first;
    }

    /// <summary>Marks a CPIM header.</summary>
    internal static ByteRange? RangeOf(this Content content, CpimHeader header) =>
        content.Offset is { } start ? new ByteRange(start + header.Offset, header.Length) : null;

    /// <summary>Same user at the same host: im:, sip: and sips: count as equal, and so does user@host without a scheme (AMB-06, AMB-40).</summary>
    internal static bool SameUser(string? one, string? other) => UserAtHost(one) is { } a && a == UserAtHost(other);

    /// <summary>The rule applies, and is kept when the condition holds.</summary>
    internal static RuleOutcome Demand(bool kept, string expected, string observed, ByteRange? bytes = null) =>
        kept ? RuleOutcome.Kept : RuleOutcome.Broken(expected, observed, bytes);

    private static Content? ClaimedCpim(Content? content) =>
        content is null ? null
        : content.Type?.Is("message/cpim") == true ? content
        : ClaimedCpim(content.Opened) is { } inside ? inside
        : content.Parts.Select(ClaimedCpim).FirstOrDefault(p => p is not null);

    private static string? UserAtHost(string? text)
    {
        var uri = text?.Trim().Trim('<', '>');
        if (string.IsNullOrEmpty(uri))
        {
            return null;
        }

        return SipUri.TryParse(uri, out var parsed) && (parsed.IsSip || parsed.IsSips) ? $"{parsed.User}@{parsed.Host.ToLowerInvariant()}"
            : BareUserAtHost(uri[(uri.Split('@')[0].IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>What stands before port, parameters and headers.</summary>
    private static string BareUserAtHost(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.AsSpan(at).IndexOfAny(":;?/");
        return at < 0 ? text : text[..at] + (end < 0 ? text[at..] : text.Substring(at, end)).ToLowerInvariant();
    }
}
