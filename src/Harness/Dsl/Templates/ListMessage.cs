using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>One part of a multipart body.</summary>
/// <param name="Headers">Its MIME header lines, without line ends.</param>
/// <param name="Content">Its octets.</param>
public sealed record BodyPart(IReadOnlyList<string> Headers, ReadOnlyMemory<byte> Content);

/// <summary>A MESSAGE with a recipient list, towards a URI-list service (RFC 5365 6).</summary>
public sealed record ListMessage : Template
{
    /// <summary>The option tag of the extension (RFC 5365 11).</summary>
    public const string OptionTag = "recipient-list-message";

    private readonly string _name;

    /// <summary>A text to the listed parties.</summary>
    public ListMessage(string name, params ListedParty[] recipients) => (_name, Recipients) = (name, recipients);

    /// <inheritdoc/>
    public override string Name => _name;

    /// <summary>Who is listed, in this order.</summary>
    public IReadOnlyList<ListedParty> Recipients { get; init; }

    /// <summary>The instant message in it; null for a bare text.</summary>
    public Im? Carried { get; init; }

    /// <summary>Media type of the payload when it is no message/cpim.</summary>
    public string PayloadType { get; init; } = "text/plain; charset=utf-8";

    /// <summary>MIME header lines of the payload part beside Content-Type.</summary>
    public IReadOnlyList<string> PayloadHeaders { get; init; } = [];

    /// <summary>Parts put after the payload.</summary>
    public IReadOnlyList<BodyPart> MoreParts { get; init; } = [];

    /// <summary>Writes the payload in another way than as the bare text; gets the text.</summary>
    public Func<string, ReadOnlyMemory<byte>>? Payload { get; init; }

    /// <summary>How the XML is written.</summary>
    public ListStyle Style { get; init; } = ListStyle.Default;

    /// <summary>Change to the finished list document, for surface forms and provocations.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>SIP header fields to add or replace; a null value removes.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>False to send it without proof of identity and to leave a challenge unanswered.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>A word that tells it from others in ladders.</summary>
    public string? Variety { get; init; }

    /// <summary>Last change to the finished request.</summary>
    public Func<Wire.Sip.SipMessageBuilder, Wire.Sip.SipMessageBuilder>? Finish { get; init; }

    /// <summary>True when a rule is broken on purpose.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override bool Provocation => OnPurpose;

    /// <inheritdoc/>
    public override string Label => $"list({Name}{(Variety is null ? "" : ", " + Variety)}: {Summary()})";

    /// <summary>Carries an instant message that may ask for receipts.</summary>
    public ListMessage Carrying(Im im) => this with { Carried = im };

    /// <summary>Has another payload.</summary>
    public ListMessage WithPayload(string type, Func<string, ReadOnlyMemory<byte>>? payload = null, params string[] headers) =>
        this with { PayloadType = type, Payload = payload, PayloadHeaders = headers };

    /// <summary>Adds or replaces SIP header fields; a null value removes one.</summary>
    public ListMessage WithHeaders(params (string Name, string? Value)[] headers) => this with { Headers = [.. Headers, .. headers] };

    /// <summary>Comes without proof of identity.</summary>
    public ListMessage WithoutCredentials() => this with { Authenticated = false, Variety = "no credentials", OnPurpose = true };

    /// <summary>Marks a rule that is broken on purpose, and says in a word which.</summary>
    public ListMessage AsProvocation(string variety) => this with { OnPurpose = true, Variety = variety };

    /// <summary>The copy that the service sends to each recipient (RFC 5365 7).</summary>
    public ListCopy Copy() => new(this);

    /// <summary>What is known about it in a case, made up on first use.</summary>
    public ImFacts FactsIn(CaseFacts facts)
    {
        if (Carried is not null)
        {
            return Carried.FactsIn(facts);
        }

        if (facts.Recall<ImFacts>(this) is { } known)
        {
            return known;
        }

        var made = new ImFacts(null, $"{facts.Invention.Text()} [{facts.Ids.Token(6)}]", default);
        facts.Bind(this, made);
        return made;
    }

    /// <summary>The recipients as a control action gives them: one line each, role, anonymity, URI and name.</summary>
    internal string RecipientLines(CaseFacts facts) => string.Join('\n', Recipients.Select(r =>
        $"{r.Role?.ToString().ToLowerInvariant() ?? "bcc"}{(r.IsHidden ? " anonymize" : "")} {r.UriIn(facts)}{(r.DisplayName is null ? "" : " " + r.DisplayName)}"));

    /// <summary>The payload part in a case.</summary>
    public BodyPart PayloadIn(CaseFacts facts, Arrow arrow)
    {
        if (Carried is not null)
        {
            return new BodyPart(["Content-Type: message/cpim"], Carried.Compose(facts, arrow).Body);
        }

        var text = FactsIn(facts).Text;
        return new BodyPart(
            [$"Content-Type: {PayloadType}", .. PayloadHeaders],
            Payload is null ? Encoding.UTF8.GetBytes(text) : Payload(text));
    }

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var list = Encoding.UTF8.GetString(ResourceLists.Write(Recipients.Select(r => EntryFor(r, facts)), Style));
        var part = new BodyPart(
            ["Content-Type: application/resource-lists+xml", "Content-Disposition: recipient-list"],
            Encoding.UTF8.GetBytes(Rewrite is null ? list : Rewrite(list)));
        var boundary = facts.Ids.Boundary();
        return new Outbound
        {
            ContentType = $"multipart/mixed;boundary=\"{boundary}\"",
            Body = Multipart.Write(boundary, [PayloadIn(facts, arrow), .. MoreParts, part]),
            Headers = [("Require", OptionTag), .. Headers],
            AnswersChallenges = Authenticated,
            Finish = Finish,
        };
    }

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is not { IsRequest: true, Method: "MESSAGE" } ? Recognition.No
        : message.Payload.Span.IndexOf(Encoding.UTF8.GetBytes(FactsIn(facts).Text)) < 0 ? Recognition.No
        : message.Kind is MessageKind.ListRequest ? Recognition.Yes
        : Recognition.Near;

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow) => facts.Bind(this, FactsIn(facts) with { Payload = message.Payload });

    private static ListEntry EntryFor(ListedParty recipient, CaseFacts facts) => new(recipient.UriIn(facts))
    {
        CopyControlText = recipient.Role?.ToString().ToLowerInvariant(),
        AnonymizeText = recipient.Anonymize,
        DisplayName = recipient.DisplayName,
    };

    private string Summary()
    {
        const int Shown = 4;
        var names = Recipients.Take(Shown).Select(r => $"{r.Party} {r.Role?.ToString().ToLowerInvariant() ?? "no role"}{(r.IsHidden ? " anon" : "")}");
        return string.Join(", ", names) + (Recipients.Count > Shown ? $" and {Recipients.Count - Shown} more" : "");
    }
}
