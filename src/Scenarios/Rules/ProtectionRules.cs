using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
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
        ListRuleKinds.Made("U5365-7.3-02", "the encrypted list does not go on", (_, call) => SealedLists(call).Any(), (c, call) =>
            SealedLists(call).Any(l => c.Message.Payload.Span.IndexOf(l.Part.Bytes.Span) >= 0) ? new("a copy without the encrypted list", "the encrypted list as it came") : null),
        ListRuleKinds.Made("U5365-7.3-03", "nothing that is encrypted for the service goes on", (_, call) => call.Message.Content?.Layers.Any(call.IsForService) == true, (c, call) =>
            c.Message.Content?.Layers.Any(call.IsForService) == true ? new("a copy without what only the service can open", "an envelope for the service") : null),
        ListRuleKinds.Made("U5365-7.3-10", "a history is encrypted for its reader, whose certificate the service has", (c, call) =>
            c.History is not null && call.Message.Template is ListMessage message && message.Known.Contains(c.Message.To), (c, _) =>
            c.History?.Part.Layer is not { Kind: Protection.Encrypted } layer ? new("a history under S/MIME", "a history in clear")
            : layer.Readers is [var one] && one == c.Message.Keys?.Of(c.Message.To).SerialNumber ? null
            : new($"an envelope for {c.Message.To} alone", "one for others")),
        new Rule("I3428-11-05", "a signed message has a date that the signature covers", DateIsSigned),
        Private("U5365-10-03", "a text that must stay private goes out under S/MIME", c => Sealed(c) is null ? new("a payload part application/pkcs7-mime", Types(c)) : null),
        Private("I3428-11-04", "end-to-end protection is that of S/MIME", c => Sealed(c) is null ? new("a payload part application/pkcs7-mime", Types(c)) : null),
        Private("U5365-10-04", "a private text is encrypted with a key of its own, as CMS EnvelopedData", c => Sealed(c) is { } part && part.Layer is not { Readers.Count: > 0 }
            ? new("CMS EnvelopedData", part.Layer?.Flaw ?? "none") : null),
        new Rule("U5365-10-05", "the key of a private text is encrypted for each receiver", (m, t) =>
        {
            if (!IsPrivate(m, t) || t.Facts is not { } facts || m.Template is not ListMessage message || ListTraffic.Of(t).CallOf(m) is not { } call || Sealed(call)?.Layer is not { Readers.Count: > 0 } envelope)
            {
                return RuleOutcome.NotApplicable;
            }

            var shut = message.Everybody.Where(p => !envelope.Readers.Contains(facts.Keys.Of(p).SerialNumber)).ToArray();
            return Demand(shut.Length == 0, $"an envelope for {string.Join(", ", message.Everybody)}", $"one that {string.Join(", ", shut.Select(p => p.Name))} cannot open");
        }),
    ];

    private static IEnumerable<ListPart> SealedLists(ListCall call) => call.ListParts.Where(p => call.IsForService(p.Part.Layer));

    private static bool IsPrivate(Observed message, Trace trace) =>
        message is { FromSut: true, Template: ListMessage template } && template.Protection.HasFlag(Protection.Encrypted) && trace.Seat == Seat.ListClient;

    private static Rule Private(string requirement, string title, Func<ListCall, Violation?> wrong) => new(requirement, title, (m, t) =>
        IsPrivate(m, t) && ListTraffic.Of(t).CallOf(m) is { } call ? ListRuleKinds.Outcome(wrong(call)) : RuleOutcome.NotApplicable);

    private static Content? Sealed(ListCall call) => call.Message.Content?.Parts.FirstOrDefault(p => p.Layer?.Kind is Protection.Encrypted);

    private static string Types(ListCall call) => string.Join(", ", call.Payload.Select(p => p.Type?.Text ?? "no type"));

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
