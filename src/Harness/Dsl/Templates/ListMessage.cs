using System.Globalization;
using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Oracle;
using Conformance.Stack.Smime;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>One part of a multipart body.</summary>
/// <param name="Headers">Its MIME header lines, without line ends.</param>
/// <param name="Content">Its octets.</param>
public sealed record BodyPart(IReadOnlyList<string> Headers, ReadOnlyMemory<byte> Content);

/// <summary>Puts the parts of a list message together in another way than as payload, lists: returns the media type and the octets of the body.</summary>
/// <param name="payload">The parts that are meant for recipients.</param>
/// <param name="lists">The lists.</param>
/// <param name="boundary">A boundary that stands in none of them.</param>
public delegate (string Type, ReadOnlyMemory<byte> Body) Arrangement(IReadOnlyList<BodyPart> payload, IReadOnlyList<BodyPart> lists, string boundary);

/// <summary>A MESSAGE with a recipient list, towards a URI-list service (RFC 5365 6).</summary>
public sealed partial record ListMessage : Template
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

    /// <summary>Writes the payload from the text where it needs to know addresses of the case.</summary>
    public Func<string, CaseFacts, ReadOnlyMemory<byte>>? PayloadInCase { get; init; }

    /// <summary>Members of the stored list that it is addressed to; empty where the service keeps none at its address.</summary>
    public IReadOnlyList<Party> Stored { get; init; } = [];

    /// <summary>Groups of the sender's address book, by which its user chooses the recipients.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<Party> Members)> Groups { get; init; } = [];

    /// <summary>How far the date of a signature over the whole is from now, in multiples of what "several minutes" are (A-74).</summary>
    public int DateIsOff { get; init; }

    /// <summary>True for a text that is changed after a proof that covers the body was made.</summary>
    public bool IsTampered { get; init; }

    /// <summary>Further lists, each in a part of its own.</summary>
    public IReadOnlyList<IReadOnlyList<ListedParty>> MoreLists { get; init; } = [];

    /// <summary>People on a list that is meant to be read, not served: a part with disposition render.</summary>
    public IReadOnlyList<ListedParty> Exhibited { get; init; } = [];

    /// <summary>Media type of the list part.</summary>
    public string ListType { get; init; } = ResourceLists.MediaType;

    /// <summary>What the service was told to do with blind recipients (RFC 5364 4); either way is accepted where nothing was said.</summary>
    public BccMode BlindMode { get; init; } = BccMode.Either;

    /// <summary>True when what the list says of people besides their URIs is all that it is about (A-26).</summary>
    public bool IsAboutNames { get; init; }

    /// <summary>The SIP method, which is part of no variety but the one that spells it in another way.</summary>
    public string Method { get; init; } = "MESSAGE";

    /// <summary>How the XML is written.</summary>
    public ListStyle Style { get; init; } = ListStyle.Default;

    /// <summary>Change to the finished list document, for surface forms and provocations.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>Change to the finished list document that needs to know addresses of the case.</summary>
    public Func<string, CaseFacts, string>? RewriteInCase { get; init; }

    /// <summary>Those among the listed to whom no request can be made, so that the service may leave them out of everything.</summary>
    public IReadOnlyList<Party> Unservable { get; init; } = [];

    /// <summary>Those among the listed who have not agreed to get messages through the service.</summary>
    public IReadOnlyList<Party> Unwilling { get; init; } = [];

    /// <summary>What the service was told about those around it.</summary>
    public ServiceSettings Service { get; init; } = new();

    /// <summary>How the parts become a body; null for the multipart/mixed of RFC 5365 6.</summary>
    public Arrangement? Arrangement { get; init; }

    /// <summary>SIP header fields to add or replace; a null value removes.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>For how many seconds it matters, where it says so; null where it does not.</summary>
    public int? Validity { get; init; }

    /// <summary>SIP header fields whose values are only known in a case.</summary>
    public IReadOnlyList<(string Name, FromFacts Value)> HeadersOfCase { get; init; } = [];

    /// <summary>With what the sender answers a challenge.</summary>
    public Proof Proof { get; init; } = Proof.Ordinary;

    /// <summary>The message whose credentials it carries once more; null for none.</summary>
    public Template? CredentialsOf { get; init; }

    /// <summary>S/MIME layers around the payload, made by the sender for all recipients.</summary>
    public Protection Protection { get; init; }

    /// <summary>The recipients whose certificates the service has been given.</summary>
    public IReadOnlyList<Party> Known { get; init; } = [];

    /// <summary>What of it is encrypted for the service itself.</summary>
    public Sealing Sealed { get; init; }

    /// <summary>A word that tells it from others in ladders.</summary>
    public string? Variety { get; init; }

    /// <summary>Credentials of another protection space that go along with the proof, given the realm in which it was asked for; null for none.</summary>
    public Func<string, string?>? BesideProof { get; init; }

    /// <summary>The octets that go on the wire in place of the finished request; null for the request.</summary>
    public Func<SipMessage, byte[]>? Spoil { get; init; }

    /// <summary>True for header names in their compact form, wherever they have one.</summary>
    public bool IsCompact { get; init; }

    /// <summary>How the Request-URI is written; null for the plain address of the service.</summary>
    public Func<string, string>? Address { get; init; }

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

    /// <summary>Goes to a service that was told something about those around it.</summary>
    public ListMessage At(ServiceSettings service) => this with { Service = service };

    /// <summary>Has its list in another format than the one that every service takes.</summary>
    public ListMessage ListedAs(string type) => this with { ListType = type };

    /// <summary>Adds or replaces SIP header fields; a null value removes one.</summary>
    public ListMessage WithHeaders(params (string Name, string? Value)[] headers) => this with { Headers = [.. Headers, .. headers] };

    /// <summary>Adds a SIP header field whose value is only known in a case.</summary>
    public ListMessage WithHeader(string name, FromFacts value) => this with { HeadersOfCase = [.. HeadersOfCase, (name, value)] };

    /// <summary>Matters for so many seconds from now on (RFC 3428 4): it says when it was written, and how long it is valid.</summary>
    public ListMessage ValidFor(int seconds) =>
        (this with { Validity = seconds }).WithHeaders(("Expires", ValueText.Of(seconds))).WithHeader("Date", new FromFacts("now", facts => facts.Now().UtcDateTime.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Comes without proof of identity.</summary>
    public ListMessage WithoutCredentials() => this with { Proof = Proof.None, Variety = Variety ?? "no credentials", OnPurpose = true };

    /// <summary>Comes with a wrong proof of identity, or with that of somebody who may not use the service.</summary>
    public ListMessage Proving(Proof proof, string variety) => this with { Proof = proof, Variety = variety };

    /// <summary>Comes with the very credentials of another message, used once already.</summary>
    public ListMessage WithCredentialsOf(Template other) => this with { CredentialsOf = other, Proof = Proof.None, Variety = "replayed credentials", OnPurpose = true };

    /// <summary>Lists more people in a part of its own.</summary>
    public ListMessage AndListing(params ListedParty[] recipients) => this with { MoreLists = [.. MoreLists, recipients] };

    /// <summary>Shows its readers a list of people.</summary>
    public ListMessage WithListToLookAt(params ListedParty[] people) => this with { Exhibited = people };

    /// <summary>Writes the Request-URI in another way than the service's plain address.</summary>
    public ListMessage AddressedAs(Func<string, string> spelling) => this with { Address = spelling };

    /// <summary>The URIs of those listed to whom no request can be made.</summary>
    public IEnumerable<string> UnservableIn(CaseFacts facts) => Recipients.Where(r => Unservable.Contains(r.Party)).Select(r => r.UriIn(facts));

    /// <summary>Goes to a stored list of these people, who are served beside those whom it lists itself.</summary>
    public ListMessage ToStoredListOf(params Party[] members) => this with { Stored = members };

    /// <summary>Its user picks groups of the address book, all for the role in which the first recipient is listed.</summary>
    public ListMessage ChosenBy(params (string Name, IReadOnlyList<Party> Members)[] groups) => this with { Groups = groups };

    /// <summary>Is signed with a date that is so far from now, in multiples of what "several minutes" are (RFC 3428 11.4).</summary>
    public ListMessage Dated(int off, string variety) => this with { DateIsOff = off, Variety = variety };

    /// <summary>Comes with a proof that covers its body, and is changed afterwards.</summary>
    public ListMessage TamperedUnderProof() => this with { Proof = Proof.CoveringBody, IsTampered = true, Variety = "tampered under its proof", OnPurpose = true };

    /// <summary>Has one more body part, after the payload.</summary>
    public ListMessage With(BodyPart part) => this with { MoreParts = [.. MoreParts, part] };

    /// <summary>Has its parts put together in another way, and says in a word in which; no rule is broken.</summary>
    public ListMessage Arranged(string variety, Arrangement arrangement) => this with { Arrangement = arrangement, Variety = variety };

    /// <summary>Goes to a service that was told what to do with blind recipients.</summary>
    public ListMessage InMode(BccMode mode) => this with { BlindMode = mode };

    /// <summary>Has its header names in their compact form, wherever they have one (RFC 3261 7.3.3).</summary>
    public ListMessage Compactly() => this with { IsCompact = true, Variety = "compact" };

    /// <summary>Says in a word what is special about it; no rule is broken.</summary>
    public ListMessage Called(string variety) => this with { Variety = variety };

    /// <summary>Has a payload that is signed by the sender, encrypted for the recipients, or both.</summary>
    public ListMessage Protected(Protection layers) => this with { Protection = layers, Variety = layers.ToString().ToLowerInvariant() };

    /// <summary>Is encrypted for the service, in part or as a whole.</summary>
    public ListMessage SealedForService(Sealing what) => this with { Sealed = what, Variety = what is Sealing.Signature ? "signed" : $"{what} encrypted for the service".ToLowerInvariant() };

    /// <summary>Goes to a service that has the certificates of these recipients.</summary>
    public ListMessage ToServiceThatKnows(params Party[] known) => this with { Known = known };

    /// <summary>Marks a rule that is broken on purpose, and says in a word which.</summary>
    public ListMessage AsProvocation(string variety) => this with { OnPurpose = true, Variety = variety };

    /// <summary>Everybody listed, in whichever part, each once.</summary>
    public IReadOnlyList<Party> Everybody => [.. Stored.Concat(Recipients.Concat(MoreLists.SelectMany(l => l)).Select(r => r.Party)).Distinct()];

    /// <summary>Lists somebody who has not agreed.</summary>
    public ListMessage WithoutConsentOf(params Party[] unwilling) => this with { Unwilling = unwilling };

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
    internal string RecipientLines(CaseFacts facts) => string.Join('\n', Groups.Count > 0
        ? Groups.Select(g => $"{Word(Recipients[0].Role)} group:{g.Name}")
        : Recipients.Select(r =>
        $"{r.Role?.ToString().ToLowerInvariant() ?? "bcc"}{(r.IsHidden ? " anonymize" : "")} {r.UriIn(facts)}{(r.DisplayName is null ? "" : " " + r.DisplayName)}"));

    /// <summary>The payload part in a case, under the layers that its author puts around it for the recipients.</summary>
    /// <param name="facts">The case.</param>
    /// <param name="arrow">The arrow that it goes by.</param>
    /// <param name="author">Who wrote it; null for who sends it.</param>
    public BodyPart PayloadIn(CaseFacts facts, Arrow arrow, Party? author = null)
    {
        var clear = ClearPayloadIn(facts, arrow);
        if (Protection is Protection.None || Carried is not null)
        {
            return clear;
        }

        var (type, body) = SmimeBody.Protect(
            Protection, clear.Headers[0]["Content-Type: ".Length..], clear.Content.Span, facts.Keys.Of(author ?? arrow.From), [.. Everybody.Select(facts.Keys.Of)], facts.Ids.Boundary(), facts.Now());
        return new BodyPart([$"Content-Type: {type}"], body);
    }

    private BodyPart ClearPayloadIn(CaseFacts facts, Arrow arrow)
    {
        if (Carried is not null)
        {
            return new BodyPart(["Content-Type: message/cpim"], Carried.Compose(facts, arrow).Body);
        }

        var text = FactsIn(facts).Text;
        return new BodyPart(
            [$"Content-Type: {PayloadType}", .. PayloadHeaders],
            PayloadInCase is not null ? PayloadInCase(text, facts) : Payload is null ? Encoding.UTF8.GetBytes(text) : Payload(text));
    }

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var boundary = facts.Ids.Boundary();
        IReadOnlyList<BodyPart> exhibits = Exhibited.Count == 0
            ? []
            : [new BodyPart(["Content-Type: application/resource-lists+xml", "Content-Disposition: render"], ResourceLists.Write(Exhibited.Select(r => EntryFor(r, facts)), Style))];
        IReadOnlyList<BodyPart> lists = [.. MoreLists.Prepend(Recipients).Select(r => ListPartFor(r, facts)).Select(p => Sealed is Sealing.List ? SealedPart(p, facts, arrow) : p)];
        IReadOnlyList<BodyPart> secrets = Sealed is Sealing.Attachment
            ? [SealedPart(new BodyPart(["Content-Type: text/plain", "Content-Disposition: attachment; handling=optional"], "For the service alone."u8.ToArray()), facts, arrow)]
            : [];
        var (type, body) = (Arrangement ?? Multipart.InOneLine)([PayloadIn(facts, arrow), .. MoreParts, .. secrets, .. exhibits], lists, boundary);
        var layers = Sealed switch { Sealing.Body => Protection.Encrypted, Sealing.SignedBody => Protection.Encrypted | Protection.Signed, Sealing.Signature => Protection.Signed, _ => Protection.None };
        if (layers is not Protection.None)
        {
            (type, body) = SmimeBody.Protect(
                layers, type, body.Span, facts.Keys.Of(arrow.From), [facts.Keys.Of(arrow.To)], facts.Ids.Boundary(), facts.Now() + (DateIsOff * facts.DateSkew));
        }

        return new Outbound
        {
            Method = Method,
            ContentType = type,
            Body = body,
            RequestUri = Address?.Invoke(facts.AddressOf(arrow.To).Address),
            Headers = [.. RequireIn(Headers), .. Headers, .. HeadersOfCase.Select(h => (h.Name, (string?)h.Value.Value(facts)))],
            Proof = Proof,
            CredentialsOf = CredentialsOf,
            IsCompact = IsCompact,
            BesideProof = BesideProof,
            Spoil = Spoil,
            Altered = IsTampered ? (ReadOnlyMemory<byte>?)Tampered(body, FactsIn(facts).Text) : null,
            Finish = Finish,
        };
    }

    /// <summary>The option tag, where nothing else is said of it.</summary>
    private static IEnumerable<(string Name, string? Value)> RequireIn(IReadOnlyList<(string Name, string? Value)> headers) => headers.Any(h => h.Name == "Require") ? [] : [("Require", OptionTag)];

    /// <summary>The body with another word in its text; where the list stands, nothing is changed.</summary>
    private static byte[] Tampered(ReadOnlyMemory<byte> body, string text)
    {
        var tampered = body.ToArray();
        tampered[Octets.IndexOf(tampered, text) + (text.Length / 2)] ^= 0x01;
        return tampered;
    }

    private BodyPart ListPartFor(IReadOnlyList<ListedParty> recipients, CaseFacts facts)
    {
        var list = Encoding.UTF8.GetString(ResourceLists.Write(recipients.Select(r => EntryFor(r, facts)), Style));
        return new BodyPart(
            [$"Content-Type: {ListType}", "Content-Disposition: recipient-list"],
            Encoding.UTF8.GetBytes(RewriteInCase is not null ? RewriteInCase(list, facts) : Rewrite is not null ? Rewrite(list) : list));
    }

    private static BodyPart SealedPart(BodyPart part, CaseFacts facts, Arrow arrow)
    {
        byte[] entity = [.. Encoding.UTF8.GetBytes(string.Join("\r\n", part.Headers) + "\r\n\r\n"), .. part.Content.Span];
        var (type, body) = SmimeBody.Encrypt(entity, [facts.Keys.Of(arrow.To)]);
        return new BodyPart([$"Content-Type: {type}", "Content-Transfer-Encoding: binary", .. part.Headers.Where(h => h.StartsWith("Content-Disposition", StringComparison.Ordinal))], body);
    }

    private static string Word(CopyControl? role) => role?.ToString().ToLowerInvariant() ?? "none";

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
