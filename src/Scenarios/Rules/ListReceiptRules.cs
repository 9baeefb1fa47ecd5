using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>Receipts that a list service issues (receipts draft 6.2 and 8.2).</summary>
public static class ListReceiptRules
{
    // A room with hidden members is a list like that (AMB-74).
    private static readonly Seat?[] Services = [Seat.ListService, Seat.MsrpIntermediary];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Written("RX-6.2-04", "a receipt of the service names the recipient it is about", (receipt, call) =>
            receipt.RecipientUri is not { } named ? new("recipient-uri", "none")
            : Recipient(named, call) is null ? new("the URI of a listed recipient", named) : null),
        Written("RX-6.2-03", "the service reports no success of its own", (receipt, _) =>
            receipt.Class is ReceiptClass.Positive ? new("no positive receipt of the service", $"type {receipt.Type}, status {receipt.Status}") : null),
        Written("I3428-7-07", "the status of a receipt is the code that the recipient answered", (receipt, call) =>
            receipt.RecipientUri is { } named && Recipient(named, call) is { } copy && call.FinalStatusOf(copy) is var status and >= 300
                && receipt.StatusCode != status
                ? new Violation($"status {status}", $"status {receipt.Status}") { Reading = "A-67" } : null),

        new Rule("RCPT-8.2-03", "the one receipt has no recipient-uri", (message, trace) =>
            MembersIn(message, trace) is not { Length: > 0 } ? RuleOutcome.NotApplicable
            : message.Content?.Receipt?.Document?.RecipientUri is { } named ? RuleOutcome.Broken("no recipient-uri", named, message.RangeOf(named))
            : RuleOutcome.Kept),
        new Rule("RCPT-8.2-02", "one receipt of a kind for all members of a hidden list", (message, trace) =>
            MembersIn(message, trace) is not { Length: > 0 } || message.AnyReceipt() is not { } receipt ? RuleOutcome.NotApplicable
            : trace.Messages.FirstOrDefault(o => o.Index < message.Index && o.FromSut && !o.Retransmission && o.To == message.To && o.Sip?.CallId != message.Sip?.CallId
                && trace.FinalResponseTo(o) is { StatusCode: < 300 } && o.AnyReceipt() is { } other && other.Class == receipt.Class && other.Document?.MessageId == receipt.Document?.MessageId) is { } twin
                ? RuleOutcome.Broken("no second receipt of this kind", $"another one {twin.At.TotalMilliseconds:0} ms after the start")
            : RuleOutcome.Kept),
        Hidden("RCPT-8.2-08", "nothing in the one receipt gives a member away"),
        Hidden("RX-8.2-04", "no header field of the one receipt names a member", Seat.ListService),
        Hidden("RX-8.2-01", "the one receipt names nobody", Seat.ListService),
    ];

    /// <summary>About receipts for lists that the sender wrote himself.</summary>
    private static Rule Written(string requirement, string title, Func<StatusReceipt, ListCall, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
        {
            if (!message.FromSut || trace.Seat != Seat.ListService || message is not { IsRequest: true, Kind: MessageKind.Receipt, Content.Receipt.Document: { } receipt })
            {
                return RuleOutcome.NotApplicable;
            }

            var call = ListTraffic.Of(trace).Calls.FirstOrDefault(c => c.IsAccepted && c.Message.Content?.CpimPart?.Cpim?.MessageId == receipt.MessageId);
            return call is null ? RuleOutcome.NotApplicable : ListRuleKinds.Outcome(wrong(receipt, call));
        });

    /// <summary>About whatever the service sends to the author of a message to a hidden list: no octet of it names a member.</summary>
    private static Rule Hidden(string requirement, string title, params Seat[] seats) => new(requirement, title, (message, trace) =>
        MembersIn(message, trace) is not { Length: > 0 } members ? RuleOutcome.NotApplicable
        : members.FirstOrDefault(u => Octets.Contains(message.Bytes.Span, u)) is { } told ? RuleOutcome.Broken("no member", told, message.RangeOf(told))
        : RuleOutcome.Kept)
    { Seats = seats.Length == 0 ? null : seats };

    /// <summary>For a receipt that a service sends about a message to a hidden list: the user names of the members.</summary>
    private static string[]? MembersIn(Observed message, Trace trace) =>
        !message.FromSut || !Services.Contains(trace.Seat) || message is not { IsRequest: true, Kind: MessageKind.Receipt } || trace.Facts is not { } facts
            ? null
            : [.. trace.Messages.Where(m => m.Template is MemberCopy { IsHidden: true }).Select(m => facts.AddressOf(m.To).User).Distinct()];

    private static CopyView? Recipient(string named, ListCall call) =>
        SipUri.TryParse(named, out var uri) && call.Expectation.Find(uri) is { } recipient && call.Copies.TryGetValue(recipient, out var copies) ? copies[0] : null;
}
