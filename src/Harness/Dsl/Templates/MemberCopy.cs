using System.Text;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>
/// The message that a service sends to one member of a stored list in place of the one it was given: whatever carries the same words.
/// The member answers to the Message-ID in it, which may be another than the sender's.
/// </summary>
/// <param name="Of">The message that was sent to the list.</param>
/// <param name="Member">Whom it is for.</param>
public sealed record MemberCopy(Im Of, Party Member) : Template
{
    /// <inheritdoc/>
    public override string Name => $"{Of.Name} for {Member}";

    /// <inheritdoc/>
    public override string Label => $"im({Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => Of.Compose(facts, arrow);

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "MESSAGE", Content.Receipt: null } && message.Payload.Span.IndexOf(Encoding.UTF8.GetBytes(Of.FactsIn(facts).Text)) >= 0
            ? Recognition.Yes
            : Recognition.No;

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow) =>
        facts.Bind(this, Of.FactsIn(facts) with { MessageId = message.Content?.CpimPart?.Cpim?.MessageId, Payload = message.Payload });
}
