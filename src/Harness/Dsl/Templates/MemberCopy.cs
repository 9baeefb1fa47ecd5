using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Wire.Cpim;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>
/// The message that a service sends to one member of a stored list in place of the one it was given: whatever carries the same words.
/// The member answers to the Message-ID in it, which may be another than the sender's.
/// </summary>
/// <param name="Of">The message that was sent to the list.</param>
/// <param name="Member">Whom it is for.</param>
public sealed record MemberCopy(Im Of, Party Member) : Template
{
    // The clauses on list services are about SIP.
    private static string[] Branches(Observed message) => message.Msrp is null ? ["RCPT-8.2-02", "RX-8.2-03"] : ["RCPT-8.2-02"];

    /// <summary>True when the sender may not learn who is on the list.</summary>
    public bool IsHidden { get; init; }

    /// <inheritdoc/>
    public override string Name => $"{Of.Name} for {Member}";

    /// <inheritdoc/>
    public override string Label => $"im({Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => Of.Compose(facts, arrow);

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "MESSAGE" or "SEND", Content.Receipt: null } && message.Payload.Span.IndexOf(Encoding.UTF8.GetBytes(Of.FactsIn(facts).Text)) >= 0
            ? Recognition.With(Differences(message, facts))
            : Recognition.No;

    /// <summary>
    /// Members answer to the CPIM From that they are given, and only if they are asked: a copy that sends them past the service, or that no
    /// longer asks, makes the one receipt impossible (AMB-48).
    /// </summary>
    private List<Difference> Differences(Observed message, CaseFacts facts)
    {
        var differences = new List<Difference>();
        if (Of.Requests is null || !IsHidden || message.Content?.CpimPart?.Cpim is not { } cpim)
        {
            return differences;
        }

        if (Of.Requests.Any(r => r != Im.Negative && !cpim.ReceiptRequests.Contains(r)))
        {
            foreach (var requirement in Branches(message))
            {
                differences.Add(new Difference($"Receipt-Request: {string.Join(", ", Of.Requests)}", $"Receipt-Request: {cpim.ReceiptRequest ?? "none"}", message.RangeOf("Receipt-Request"), requirement));
            }
        }

        // In a session all that members answer passes the switch, whoever the message names as its author.
        if (message.Msrp is null && !(cpim.From?.Uri ?? "").Contains(facts.AddressOf(facts.Sut).User, StringComparison.Ordinal))
        {
            foreach (var requirement in Branches(message))
            {
                differences.Add(new Difference("a CPIM From of the service, so that members answer to it", $"From: {cpim.From?.Uri}", message.RangeOf("From:"), requirement));
            }
        }

        return differences;
    }

    /// <summary>Whom a copy that came in a session names as its author, by whatever address; null where none has come so.</summary>
    internal PartyAddress? AuthorIn(CaseFacts facts, Party service) =>
        facts.Carrier is Carrier.Msrp && facts.Recall<ImFacts>(this) is { } known && CpimMessage.TryParse(known.Payload, CpimReading.Tolerant, out var cpim, out _) && cpim.From is { } author
            ? facts.AddressOf(service) with { Address = author.Uri }
            : null;

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow) =>
        facts.Bind(this, Of.FactsIn(facts) with { MessageId = message.Content?.CpimPart?.Cpim?.MessageId, Payload = message.Payload });
}
