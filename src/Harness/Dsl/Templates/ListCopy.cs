using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>The MESSAGE that a list service sends to one recipient: the payload, and a history of the visible recipients (RFC 5365 7).</summary>
public sealed record ListCopy : Template
{
    internal ListCopy(ListMessage of) => Of = of;

    /// <summary>The message that was sent to the list.</summary>
    public ListMessage Of { get; }

    /// <summary>Change to the finished history, for surface forms and provocations.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>Parties whose entries are in the history as they are, whatever their role; null for the rule of RFC 5364.</summary>
    public IReadOnlyList<ListedParty>? History { get; init; }

    /// <summary>Who wrote the message, where the harness plays the service: the copy's From names him (RFC 5365 7.2).</summary>
    public Party? IssuedBy { get; init; }

    /// <summary>SIP header fields to add or replace.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>True when a rule is broken on purpose.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override bool Provocation => OnPurpose;

    /// <inheritdoc/>
    public override string Name => $"copy({Of.Name})";

    /// <inheritdoc/>
    public override string Label => $"copy({Of.Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var payload = Of.PayloadIn(facts, arrow);
        var headers = HeadersIn(facts);
        var entries = HistoryEntries(facts);
        if (entries.Count == 0)
        {
            return new Outbound { ContentType = payload.Headers[0]["Content-Type: ".Length..], Body = payload.Content, Headers = headers };
        }

        var history = Encoding.UTF8.GetString(ResourceLists.Write(entries, Of.Style));
        var part = new BodyPart(
            ["Content-Type: application/resource-lists+xml", "Content-Disposition: recipient-list-history; handling=optional"],
            Encoding.UTF8.GetBytes(Rewrite is null ? history : Rewrite(history)));
        var boundary = facts.Ids.Boundary();
        return new Outbound
        {
            ContentType = $"multipart/mixed;boundary=\"{boundary}\"",
            Body = Multipart.Write(boundary, [payload, part]),
            Headers = headers,
        };
    }

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (message is not { IsRequest: true, Method: "MESSAGE" })
        {
            return Recognition.No;
        }

        var text = Encoding.UTF8.GetBytes(Of.FactsIn(facts).Text);
        if (message.Payload.Span.IndexOf(text) >= 0)
        {
            return Recognition.Yes;
        }

        // A service that damages the payload still sent the copy, and is blamed for the damage: what holds no other text of the case
        // and looks like a copy is taken for it.
        var looksLikeCopy = message.Payload.Span.IndexOf(text.AsSpan(0, Math.Min(8, text.Length))) >= 0 || message.Content is { Receipt: null, Histories.Count: > 0 };
        return looksLikeCopy && !facts.HoldsAnotherText(message.Payload.Span, Of.FactsIn(facts).Text) ? Recognition.Yes : Recognition.Near;
    }

    /// <summary>What a user is shown of the history: a line for each visible recipient, and one for the undisclosed of each level.</summary>
    internal string VisibleLines(CaseFacts facts) => string.Join('\n', HistoryEntries(facts).Select(e =>
        e.Uri == ResourceLists.AnonymousUri ? $"{e.CopyControlText} undisclosed {e.CountText}" : $"{e.CopyControlText} {e.Uri}"));

    private IReadOnlyList<(string Name, string? Value)> HeadersIn(CaseFacts facts)
    {
        if (IssuedBy is null)
        {
            return Headers;
        }

        var issuer = facts.AddressOf(IssuedBy);
        return [("From", $"\"{issuer.DisplayName}\" <{issuer.Identity}>;tag={facts.Ids.Tag()}"), .. Headers];
    }

    private IReadOnlyList<ListEntry> HistoryEntries(CaseFacts facts)
    {
        var listed = History ?? [.. Of.Recipients.Where(r => r.Role is CopyControl.To or CopyControl.Cc)];
        var visible = listed.Where(r => !r.IsHidden).Select(r => new ListEntry(r.UriIn(facts)) { CopyControlText = Word(r.Role) });
        var hidden = listed.Where(r => r.IsHidden).GroupBy(r => r.Role).Select(g => new ListEntry(ResourceLists.AnonymousUri)
        {
            CopyControlText = Word(g.Key),
            CountText = g.Count().ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        return [.. visible, .. hidden];
    }

    private static string? Word(CopyControl? role) => role?.ToString().ToLowerInvariant();
}
