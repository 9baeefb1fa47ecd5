using Conformance.Stack.Smime;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>What a case knows about one instant message.</summary>
/// <param name="MessageId">CPIM Message-ID; null when it has none.</param>
/// <param name="Text">The words in it, by which it is recognised when the system under test wrote it.</param>
/// <param name="Payload">The body as it stood on the wire; empty until it was.</param>
public sealed record ImFacts(string? MessageId, string Text, ReadOnlyMemory<byte> Payload);

/// <summary>An instant message in message/cpim (RFC 3862) that may ask for receipts (receipts draft, 3.1).</summary>
public sealed partial record Im : Template
{
    /// <summary>Receipt-Request word for a success receipt.</summary>
    public const string Positive = "positive-delivery";

    /// <summary>Receipt-Request word for a failure receipt.</summary>
    public const string Negative = "negative-delivery";

    /// <summary>Receipt-Request word for a read receipt.</summary>
    public const string Read = "read";

    private readonly string _name;

    /// <summary>An instant message that asks for nothing.</summary>
    public Im(string name) => _name = name;

    /// <inheritdoc/>
    public override string Name => _name;

    /// <summary>The words of Receipt-Request; null for no such header.</summary>
    public IReadOnlyList<string>? Requests { get; init; }

    /// <summary>The value of Receipt-Request as written, where it is not the words joined by comma and blank.</summary>
    public string? RequestText { get; init; }

    /// <summary>What a user asks for, where that is more than the message may carry (MSRP); null for the same.</summary>
    public IReadOnlyList<string>? UserWants { get; init; }

    /// <summary>False for a message without Message-ID.</summary>
    public bool HasMessageId { get; init; } = true;

    /// <summary>True for two Message-ID lines that say the same.</summary>
    public bool IsNamedTwice { get; init; }

    /// <summary>The Message-ID as written; null for a fresh one.</summary>
    public string? Id { get; init; }

    /// <summary>The Formal-name in From; null for that of the sending party.</summary>
    public string? SenderName { get; init; }

    /// <summary>Parties in CPIM To; empty for the party that the message is for.</summary>
    public IReadOnlyList<Party> Addressees { get; init; } = [];

    /// <summary>Parties in CPIM cc.</summary>
    public IReadOnlyList<Party> Copied { get; init; } = [];

    /// <summary>Media type of the body where it is no message/cpim but the bare text; null for message/cpim.</summary>
    public string? BareType { get; init; }

    /// <summary>Words before the text, such as what only looks like a header.</summary>
    public string Preface { get; init; } = "";

    /// <summary>True for a message without any body.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Spelling of the outer media type.</summary>
    public string OuterType { get; init; } = "message/cpim";

    /// <summary>SIP method.</summary>
    public string Method { get; init; } = "MESSAGE";

    /// <summary>SIP header fields to add.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>Another message whose words it repeats; null for words of its own.</summary>
    public Im? Echoed { get; init; }

    /// <summary>Another message whose Message-ID it has, though ids are unique; null for an id of its own.</summary>
    public Im? SharesIdWith { get; init; }

    /// <summary>Another message whose CPIM Message-ID is the MSRP Message-ID of this one; null for one of its own.</summary>
    public Im? SendIdOf { get; init; }

    /// <summary>Who wrote it, where that is not the party that it comes from, as in a room; null for that party.</summary>
    public Party? Author { get; init; }

    /// <summary>Words that its text begins with, whatever they are made of.</summary>
    public string Words { get; init; } = "";

    /// <summary>The party that SIP Reply-To names; null for no such header.</summary>
    public Party? ReplyTo { get; init; }

    /// <summary>Parties whom a recipient-list-history beside the message names (RFC 5365 7.2); null for no history.</summary>
    public IReadOnlyList<Party>? History { get; init; }

    /// <summary>MIME header lines of the bare text as the one part of a multipart/mixed; null for no multipart.</summary>
    public IReadOnlyList<string>? PartLines { get; init; }

    /// <summary>True where its CPIM To has an im: URI, as in the figures of RFC 3862.</summary>
    public bool NamesImUri { get; init; }

    /// <summary>A word that tells this message from others in ladders.</summary>
    public string? Variety { get; init; }

    /// <summary>Media type of the encapsulated content.</summary>
    public string InnerType { get; init; } = "text/plain; charset=utf-8";

    /// <summary>Content-Disposition of the encapsulated content; null for none, which means render.</summary>
    public string? InnerDisposition { get; init; }

    /// <summary>CPIM header lines put before the others, without line end.</summary>
    public IReadOnlyList<string> ExtraLines { get; init; } = [];

    /// <summary>MSRP report headers.</summary>
    public string? FailureReport { get; init; }

    /// <summary>MSRP report headers.</summary>
    public string? SuccessReport { get; init; }

    /// <summary>Texts inside which an MSRP message is cut into chunks.</summary>
    public IReadOnlyList<string> CutInside { get; init; } = [];

    /// <summary>How far an MSRP message gets.</summary>
    public Ending Ending { get; init; }

    /// <summary>Least number of characters of the text; 0 for a sentence or two.</summary>
    public int TextLength { get; init; }

    /// <summary>Least number of characters of the Message-ID; 0 for one of ordinary length.</summary>
    public int IdLength { get; init; }

    /// <summary>S/MIME layers around it, made by its sender for the party that it is for.</summary>
    public Protection Protection { get; init; }

    /// <summary>True where the layers are inside message/cpim, whose header lines stay in clear (AMB-50).</summary>
    public bool IsProtectedInside { get; init; }

    /// <summary>True for words that were changed on the way, after its sender had signed them.</summary>
    public bool IsTampered { get; init; }

    /// <summary>How far the date that its signature covers is from now, in multiples of what "several minutes" are (A-74).</summary>
    public int DateIsOff { get; init; }

    /// <summary>With what a challenge is answered.</summary>
    public Proof Proof { get; init; } = Proof.Ordinary;

    /// <summary>True when a rule is broken on purpose.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override bool Provocation => OnPurpose;

    /// <inheritdoc/>
    public override string Label =>
        $"im({string.Join(", ", new[] { $"{Name} {Asked}".TrimEnd(), Variety }.OfType<string>())})";

    private string Asked => RequestText is null ? string.Join(" ", Requests ?? []) : RequestText.Trim().Length == 0 ? "empty" : RequestText.Trim();

    /// <summary>Asks for the given receipts.</summary>
    public Im Asking(params string[] requests) => this with { Requests = requests };

    /// <summary>Writes the Receipt-Request value in exactly this way.</summary>
    public Im AskingInWords(string value) => this with { RequestText = value };

    /// <summary>The user wants these receipts, but the message may ask only for what <see cref="Requests"/> says.</summary>
    public Im Wanting(params string[] requests) => this with { UserWants = requests };

    /// <summary>Sets the MSRP headers Failure-Report and Success-Report (RFC 4975 7.1); null leaves one out.</summary>
    public Im Reporting(string? failure = null, string? success = null) => this with { FailureReport = failure, SuccessReport = success };

    /// <summary>Cuts an MSRP message into chunks in the middle of each of these texts.</summary>
    public Im CutIn(params string[] texts) => this with { CutInside = texts };

    /// <summary>Puts CPIM header lines before the others.</summary>
    public Im WithLines(params string[] lines) => this with { ExtraLines = lines };

    /// <summary>Puts another content inside.</summary>
    public Im Of(string innerType, string? disposition = null) => this with { InnerType = innerType, InnerDisposition = disposition };

    /// <summary>Is given up after its first chunk.</summary>
    public Im GivenUp() => this with { Ending = Ending.GivenUp };

    /// <summary>Stops after its first chunk, as when the connection breaks.</summary>
    public Im BrokenOff() => this with { Ending = Ending.BrokenOff };

    /// <summary>Has a text of at least that many characters.</summary>
    public Im WithTextOf(int characters) => this with { TextLength = characters };

    /// <summary>Has a Message-ID of at least that many characters; RFC 3862 2.2 knows no longest line.</summary>
    public Im WithIdOf(int characters) => this with { IdLength = characters };

    /// <summary>Has this Message-ID.</summary>
    public Im WithId(string id) => this with { Id = id, Variety = id };

    /// <summary>Says the same as another message.</summary>
    public Im Echoing(Im other) => this with { Echoed = other, Variety = $"the words of {other.Name}" };

    /// <summary>Has the Message-ID of another message, as when two senders make up the same.</summary>
    public Im WithIdOf(Im other) => this with { SharesIdWith = other, Variety = $"the id of {other.Name}", OnPurpose = true };

    /// <summary>Its text begins with these words.</summary>
    public Im Saying(string words) => this with { Words = words };

    /// <summary>Its SIP Reply-To names this party.</summary>
    public Im WithReplyTo(Party party) => this with { ReplyTo = party };

    /// <summary>Its From shows this name.</summary>
    public Im SignedBy(string name) => this with { SenderName = name };

    /// <summary>Its CPIM To lines name these parties.</summary>
    public Im AddressedTo(params Party[] parties) => this with { Addressees = parties };

    /// <summary>Its CPIM cc lines name these parties.</summary>
    public Im WithCopyTo(params Party[] parties) => this with { Copied = parties };

    /// <summary>Was written by somebody else than the party that it comes from.</summary>
    public Im WrittenBy(Party author) => this with { Author = author };

    /// <summary>Its SEND has the id that another message has in its message/cpim: the two kinds of ids have nothing to do with each other.</summary>
    public Im WithSendIdOf(Im other) => this with { SendIdOf = other, Variety = $"SEND with the id of {other.Name}" };

    /// <summary>Is no message/cpim but the bare text, perhaps with words before it.</summary>
    public Im InBare(string type, string preface = "") => this with { BareType = type, Preface = preface, HasMessageId = false, Variety = type };

    /// <summary>Is no message/cpim but a multipart/mixed with the text as its only part, under these MIME header lines.</summary>
    public Im InMultipart(params string[] lines) => InBare("text/plain; charset=utf-8") with { PartLines = lines, Variety = "multipart/mixed" };

    /// <summary>Comes beside a history of the list that it was sent to, as a list service sends it on.</summary>
    public Im BesideHistoryOf(params Party[] visible) => this with { History = visible, Variety = "beside a history" };

    /// <summary>Names its recipient by an im: URI.</summary>
    public Im ToImUri() => this with { NamesImUri = true, Variety = "to an im: URI" };

    /// <summary>Has no body at all.</summary>
    public Im WithoutBody() => this with { IsEmpty = true, HasMessageId = false, Variety = "no body" };

    /// <summary>Spells the media type of the body in another way.</summary>
    public Im Typed(string outerType) => this with { OuterType = outerType, Variety = outerType };

    /// <summary>Uses another SIP method.</summary>
    public Im By(string method) => this with { Method = method, Variety = method };

    /// <summary>Adds a SIP header field that has no business there, or asks for too much.</summary>
    public Im WithHeader(string name, string value) => this with { Headers = [.. Headers, (name, value)], Variety = name };

    /// <summary>Says its Message-ID in two lines.</summary>
    public Im NamedTwice() => this with { IsNamedTwice = true, Variety = "named twice" };

    /// <summary>Leaves Message-ID out.</summary>
    public Im WithoutMessageId() => this with { HasMessageId = false };

    /// <summary>Answers a challenge with something else than the account of the test bed.</summary>
    public Im Proving(Proof proof) => this with { Proof = proof };

    /// <summary>Is signed by its sender, encrypted for its reader, or both.</summary>
    public Im Protected(Protection layers) => this with { Protection = layers, Variety = layers.ToString().ToLowerInvariant() };

    /// <summary>Only what message/cpim encapsulates is signed, encrypted or both; its header lines stay in clear.</summary>
    public Im ProtectedInside(Protection layers) => Protected(layers) with { IsProtectedInside = true, Variety = $"{layers.ToString().ToLowerInvariant()} inside" };

    /// <summary>Is changed after it was signed.</summary>
    public Im Tampered() => this with { IsTampered = true, OnPurpose = true, Variety = "tampered" };

    /// <summary>Is signed with a date that is so far from now, in multiples of what "several minutes" are (RFC 3428 11.4).</summary>
    public Im Dated(int off, string variety) => this with { DateIsOff = off, Variety = variety };

    /// <summary>Marks a rule that is broken on purpose.</summary>
    public Im AsProvocation() => this with { OnPurpose = true };
}
