using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Stack.Smime;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>How S/MIME protects receipts and messages (receipts draft 8.2, RFC 3428 11.4).</summary>
public static class ProtectionRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-8.2-06", "a receipt is protected as well as the message it is about", (m, t) => LikeItsCause(m, t)),
        new Rule("RX-8.2-05", "a receipt of the service is protected as well as the message it is about", (m, t) => LikeItsCause(m, t)) { Seats = [Seat.ListService] },
        new Rule("RCPT-8.2-07", "the receipt for a signed and encrypted message is signed by its sender and encrypted for its reader", SignedAndEncrypted),
        new Rule("I3428-11-05", "a signed message has a date that the signature covers", DateIsSigned),
    ];

    /// <summary>The layers that hold: a signature that verifies, an envelope that its reader can open.</summary>
    private static Protection Held(Content content) => content.Layers.Where(l => l.Flaw is null).Aggregate(Protection.None, (all, l) => all | l.Kind);

    private static Protection Claimed(Content content) => content.Layers.Aggregate(Protection.None, (all, l) => all | l.Kind);

    private static RuleOutcome LikeItsCause(Observed message, Trace trace)
    {
        if (message.OwnReceipt(trace)?.Subject(message, trace)?.Content is not { } cause || message.Content is not { } content || Claimed(cause) is not (not Protection.None and var due))
        {
            return RuleOutcome.NotApplicable;
        }

        var held = Held(content);
        return Demand((held & due) == due, $"a receipt that is {Words(due)}", $"a receipt {Words(held)}");
    }

    private static RuleOutcome SignedAndEncrypted(Observed message, Trace trace)
    {
        const Protection Both = Protection.Signed | Protection.Encrypted;
        if (message.OwnReceipt(trace)?.Subject(message, trace)?.Content is not { } cause || message.Content is not { } content || Claimed(cause) is not Both || trace.Facts is not { } facts)
        {
            return RuleOutcome.NotApplicable;
        }

        if (Held(content) is var held and not Both)
        {
            return RuleOutcome.Broken("a receipt that is signed and encrypted", $"a receipt {Words(held)}");
        }

        var signer = content.Layers.Select(l => l.Signer).FirstOrDefault(s => s is not null);
        var readers = content.Layers.SelectMany(l => l.Readers).ToArray();
        return signer is null || !SameUser(SmimeAuthority.HolderOf(signer), facts.AddressOf(message.From).Address)
            ? RuleOutcome.Broken($"the signature of {message.From}", $"that of {(signer is null ? "nobody" : signer.Subject)}")
            : Demand(readers.Contains(facts.Keys.Of(message.To).SerialNumber), $"an envelope for {message.To}", $"one for others ({string.Join(", ", readers)})");
    }

    /// <summary>The date stands in the signed entity: as its own field, or as DateTime in message/cpim.</summary>
    private static RuleOutcome DateIsSigned(Observed message, Trace trace)
    {
        if (message is not { IsRequest: true, Method: "MESSAGE", Content: { } content } || content.Layers.FirstOrDefault(l => l is { Kind: Protection.Signed, Content: not null }) is not { Content: { } signed })
        {
            return RuleOutcome.NotApplicable;
        }

        return Demand(signed.Has("Date") || content.CpimPart?.Cpim?.Header("DateTime") is not null, "a Date inside the signed content", "none");
    }

    private static string Words(Protection layers) => layers is Protection.None ? "in clear" : layers.ToString().ToLowerInvariant().Replace(", ", " and ", StringComparison.Ordinal);
}
