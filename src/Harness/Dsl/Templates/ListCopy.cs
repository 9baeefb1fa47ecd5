using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>The MESSAGE that a list service sends to one recipient: the payload, and a history of the visible recipients (RFC 5365 7).</summary>
public sealed record ListCopy : Template
{
    private const string ListType = ResourceLists.MediaType;
    /// <summary>The label of a history (RFC 5365 7.2): whoever cannot read it may pass it over.</summary>
    internal const string HistoryDisposition = "Content-Disposition: recipient-list-history; handling=optional";

    internal ListCopy(ListMessage of) => Of = of;

    /// <summary>The message that was sent to the list.</summary>
    public ListMessage Of { get; }

    /// <summary>Who wrote the message, where the harness plays the service: the copy's From names him (RFC 5365 7.2).</summary>
    public Party? IssuedBy { get; init; }

    /// <summary>Change to the finished history, for surface forms and provocations.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>Parties whose entries are in the history as they are, whatever their role; null for the rule of RFC 5364.</summary>
    public IReadOnlyList<ListedParty>? History { get; init; }

    /// <summary>Media type of the history.</summary>
    public string HistoryType { get; init; } = ListType;

    /// <summary>True for a history that only the recipient can read.</summary>
    public bool IsHistorySealed { get; init; }

    /// <summary>SIP header fields whose values are only known in a case.</summary>
    public IReadOnlyList<(string Name, FromFacts Value)> HeadersOfCase { get; init; } = [];

    /// <summary>Parts put after the payload.</summary>
    public IReadOnlyList<BodyPart> MoreParts { get; init; } = [];

    /// <summary>True when the history stands before the payload.</summary>
    public bool HistoryFirst { get; init; }

    /// <summary>SIP header fields to add or replace.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>A word that tells it from others in ladders.</summary>
    public string? Variety { get; init; }

    /// <summary>True when a rule is broken on purpose.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override bool Provocation => OnPurpose;

    /// <inheritdoc/>
    public override string Name => $"copy({Of.Name})";

    /// <inheritdoc/>
    public override string Label => Variety is null ? Name : $"copy({Of.Name}, {Variety})";

    /// <summary>Comes through the service from somebody, whom replies are for.</summary>
    public ListCopy WrittenBy(Party issuer) => this with { IssuedBy = issuer };

    /// <summary>Has a history of these entries and no others.</summary>
    public ListCopy Showing(params ListedParty[] entries) => this with { History = entries };

    /// <summary>Has no history.</summary>
    public ListCopy WithoutHistory() => this with { History = [] };

    /// <summary>Has a history that is encrypted for the recipient; its label stands outside as well (RFC 5365 7.3, A-38).</summary>
    public ListCopy WithSealedHistory() => this with { IsHistorySealed = true, Variety = "history encrypted" };

    /// <summary>Wants replies to go to somebody else than its sender (RFC 3261 20.31).</summary>
    public ListCopy WithRepliesTo(Party party) =>
        this with { HeadersOfCase = [.. HeadersOfCase, ("Reply-To", new FromFacts($"{party}", facts => $"<{facts.AddressOf(party).Address}>"))], Variety = $"replies to {party}" };

    /// <summary>Comes from somebody who does not say who he is (RFC 3323 4.1.1.3).</summary>
    public ListCopy WrittenByNobody() =>
        this with { HeadersOfCase = [.. HeadersOfCase, ("From", new FromFacts("nobody", facts => $"\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag={facts.Ids.Tag()}"))], Variety = "anonymous sender" };

    /// <summary>Has one more body part, after the payload.</summary>
    public ListCopy With(BodyPart part) => this with { MoreParts = [.. MoreParts, part] };

    /// <summary>Is written in another way; says in a word which.</summary>
    public ListCopy InForm(string variety, Func<string, string> rewrite) => this with { Variety = variety, Rewrite = rewrite };

    /// <summary>Marks a rule that is broken on purpose, and says in a word which.</summary>
    public ListCopy AsProvocation(string variety) => this with { OnPurpose = true, Variety = variety };

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var headers = HeadersIn(facts);
        List<BodyPart> parts = [Of.PayloadIn(facts, arrow, IssuedBy), .. MoreParts];
        if (HistoryPart(facts, arrow.To) is { } history)
        {
            parts.Insert(HistoryFirst ? 0 : parts.Count, history);
        }

        if (parts is [var only])
        {
            return new Outbound { ContentType = only.Headers[0]["Content-Type: ".Length..], Body = only.Content, Headers = headers };
        }

        var boundary = facts.Ids.Boundary();
        return new Outbound { ContentType = $"multipart/mixed;boundary=\"{boundary}\"", Body = Multipart.Write(boundary, parts), Headers = headers };
    }

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (message is not { IsRequest: true } || !message.Method.Equals("MESSAGE", StringComparison.OrdinalIgnoreCase))
        {
            return Recognition.No;
        }

        var text = Encoding.UTF8.GetBytes(Of.FactsIn(facts).Text);
        if (message.Payload.Span.IndexOf(text) >= 0 || (Of.Protection is not Protection.None && message.Content?.Holds(text) == true))
        {
            return Recognition.Yes;
        }

        if (message.Payload.IsEmpty)
        {
            return Recognition.With([new Difference("a copy of the message", "an empty body", Requirement: "U5365-1-03")]);
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
        IReadOnlyList<(string Name, string? Value)> ofCase = [.. HeadersOfCase.Select(h => (h.Name, (string?)h.Value.Value(facts)))];
        if (IssuedBy is null || ofCase.Any(h => h.Name == "From"))
        {
            return [.. ofCase, .. Headers];
        }

        var issuer = facts.AddressOf(IssuedBy);
        return [("From", $"\"{issuer.DisplayName}\" <{issuer.Identity}>;tag={facts.Ids.Tag()}"), .. ofCase, .. Headers];
    }

    private BodyPart? HistoryPart(CaseFacts facts, Party reader)
    {
        var entries = HistoryEntries(facts);
        if (entries.Count == 0)
        {
            return null;
        }

        var history = Encoding.UTF8.GetString(ResourceLists.Write(entries, Of.Style));
        var octets = Encoding.UTF8.GetBytes(Rewrite is null ? history : Rewrite(history));
        if (!IsHistorySealed)
        {
            return new BodyPart([$"Content-Type: {HistoryType}", HistoryDisposition], octets);
        }

        var (type, body) = SmimeBody.Encrypt(SmimeBody.Entity(HistoryType, octets, disposition: HistoryDisposition["Content-Disposition: ".Length..]), [facts.Keys.Of(reader)]);
        return new BodyPart([$"Content-Type: {type}", "Content-Transfer-Encoding: binary", HistoryDisposition], body);
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
