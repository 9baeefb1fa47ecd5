using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Oracle;
using Conformance.Harness.Results;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>One request that a list service sent to a recipient, seen against the list request it was made of.</summary>
internal sealed class CopyView
{
    private readonly Lazy<IReadOnlyList<BodyView>> _payload;

    internal CopyView(Observed message, ListCall? call)
    {
        (Message, Call) = (message, call);
        Sip = message.Sip ?? throw new ArgumentException("a copy is a SIP request", nameof(message));
        Recipient = Sip.RequestUri is { } uri ? call?.RecipientAt(uri) : null;
        _payload = new(() => [.. BodyView.PartsOf(message).Where(p => !p.IsList)]);
    }

    public Observed Message { get; }

    /// <summary>The list request; null when it was not seen.</summary>
    public ListCall? Call { get; }

    public SipMessage Sip { get; }

    /// <summary>Whose copy it is; null when that cannot be told.</summary>
    public MergedRecipient? Recipient { get; }

    /// <summary>Its parts but lists and histories, in order.</summary>
    public IReadOnlyList<BodyView> Payload => _payload.Value;

    /// <summary>Its parts that are, or claim to be, lists or histories.</summary>
    public IReadOnlyList<ListPart> ListParts => field ??= Message.Content?.ListParts.Where(p => p.Part.Disposition is null || p.Part.Disposition.Type.StartsWith("recipient", StringComparison.OrdinalIgnoreCase)).ToArray() ?? [];

    /// <summary>The history, rightly labelled or not; null when there is none.</summary>
    public ListPart? History => Message.Content is { ListParts.Count: > 0 } content
        ? content.Histories is [var history, ..] ? history : ListParts is [var list, ..] ? list : null
        : null;

    /// <summary>
    /// True when it holds the sender's payload, a history or nothing at all; a service may also write to a recipient in other matters.
    /// </summary>
    public bool IsCopy => Sip.Method.Equals("MESSAGE", StringComparison.OrdinalIgnoreCase)
        && (Message.Template is ListCopy || Message.Payload.IsEmpty || Message.Content?.ListParts.Count > 0 || BodyView.PartsOf(Message) is [{ IsList: true }] || Call is null || Resembles(Call));

    /// <summary>Marks a part of the body.</summary>
    public static ByteRange? RangeOf(BodyView part) => part.Offset is { } offset ? new ByteRange(offset, part.Content.Length) : null;

    private bool Resembles(ListCall call)
    {
        // The first octets are enough: what follows may have been damaged, and that is what the rules are about.
        const int Enough = 8;
        return call.HasPayloadOf(Message)
            || (call.Payload is [var first, ..] && first.Content.Length > 0
                && Message.Payload.Span.IndexOf(first.Content.Span[..Math.Min(Enough, first.Content.Length)]) >= 0);
    }
}
