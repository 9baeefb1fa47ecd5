using System.Globalization;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>A status receipt about an instant message (receipts draft, 3.2 and 3.3).</summary>
public sealed partial record Receipt : Template
{
    // Whoever passes read receipts on, or gathers them, owes that by other clauses.
    private static readonly Seat[] Readers = [Seat.ImRecipient, Seat.MsrpRecipient, Seat.ListRecipient];

    private readonly Template? _about;
    private readonly string _kind;
    private readonly ReceiptClass[] _classes;

    private Receipt(Template? about, string kind, params ReceiptClass[] classes) => (_about, _kind, _classes) = (about, kind, classes);

    /// <summary>The classes of receipts that it stands for.</summary>
    public IReadOnlyList<ReceiptClass> Classes => _classes;

    /// <summary>The status it carries.</summary>
    public int Status { get; init; }

    /// <summary>True when the system under test is expected to write just this status; another one of the class is a warning (AMB-12).</summary>
    public bool StatusCounts { get; init; }

    /// <summary>Whom it is about: the recipient-uri element; null when not said or not judged.</summary>
    public Party? Recipient { get; init; }

    /// <summary>True for a recipient-uri that is user@host, as in the figures of the draft, and no URI (AMB-06).</summary>
    public bool LacksScheme { get; init; }

    /// <summary>True when a recipient-uri element must be missing.</summary>
    public bool Nameless { get; init; }

    /// <summary>A CPIM Message-ID on the receipt itself, which has no business there.</summary>
    public string? OwnId { get; init; }

    /// <summary>An instant message whose Message-ID stands on the receipt itself.</summary>
    public Im? OwnIdOf { get; init; }

    /// <summary>A CPIM Receipt-Request on the receipt itself, which has no business there.</summary>
    public string? OwnRequest { get; init; }

    /// <summary>Name of the header that carries <see cref="OwnRequest"/>.</summary>
    public string OwnRequestName { get; init; } = "Receipt-Request";

    /// <summary>Media type of the document.</summary>
    public string DocumentType { get; init; } = "message/status-receipt+xml";

    /// <summary>Content-Disposition of the document; null for none.</summary>
    public string? Disposition { get; init; } = "confirm";

    /// <summary>SIP Content-Disposition of the whole body; null for none.</summary>
    public string? OuterDisposition { get; init; }

    /// <summary>The text of the type element, where it is not that of the kind; empty for an empty element, <c>-</c> for no element.</summary>
    public string? TypeText { get; init; }

    /// <summary>Message-ID to speak of, where it is not that of the instant message.</summary>
    public string? OtherId { get; init; }

    /// <summary>MSRP Failure-Report; conformant receipts say no.</summary>
    public string? FailureReport { get; init; } = "no";

    /// <summary>MSRP Success-Report.</summary>
    public string? SuccessReport { get; init; }

    /// <summary>True to speak of the MSRP Message-ID of the instant message instead of its CPIM one.</summary>
    public bool ByTransportId { get; init; }

    /// <summary>An instant message whose CPIM Message-ID is the MSRP Message-ID of the receipt, where it can be one; null for one of its own.</summary>
    public Im? SendIdOf { get; init; }

    /// <summary>The call inside whose dialog it goes; null for a request of its own.</summary>
    public Call? Within { get; init; }

    /// <summary>SIP header fields to add.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>True for a document in UTF-16 with a byte order mark, which the draft does not have and XML does.</summary>
    public bool IsInUtf16 { get; init; }

    /// <summary>True for the document alone, with no message/cpim around it.</summary>
    public bool Bare { get; init; }

    /// <summary>Texts inside which an MSRP message is cut into chunks.</summary>
    public IReadOnlyList<string> CutInside { get; init; } = [];

    /// <summary>True to send the chunks last first.</summary>
    public bool Reversed { get; init; }

    /// <summary>Change to the finished document, for surface forms and provocations.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>A word that tells this receipt from others of its kind in ladders.</summary>
    public string? Variety { get; init; }

    /// <summary>S/MIME layers around it, made by its sender for the party that it is for.</summary>
    public Protection Protection { get; init; }

    /// <summary>What it says after somebody on the way has changed its status; null when nobody has.</summary>
    public int? ForgedStatus { get; init; }

    /// <summary>True when a rule is broken on purpose.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override (string Reading, string Alternative)? OwedUnless(Seat seat) =>
        _classes is [ReceiptClass.Read] && Readers.Contains(seat) ? ("AMB-15", "read-optional") : null;

    /// <inheritdoc/>
    public override Template? Subject => _about;

    /// <summary>A receipt about an id that nobody sent breaks a rule whatever else it says.</summary>
    public override bool Provocation => OnPurpose || OtherId is not null;

    /// <inheritdoc/>
    public override string Name => $"{_kind}({_about?.Name ?? OtherId ?? "anything"})";

    /// <inheritdoc/>
    public override string Label
    {
        get
        {
            var details = new List<string> { OtherId ?? _about?.Name ?? "anything" };
            if (Status is not 0 and not 200)
            {
                details.Add(Status.ToString(CultureInfo.InvariantCulture));
            }

            if (Recipient is not null)
            {
                details.Add($"recipient={Recipient}");
            }

            if (Variety is not null)
            {
                details.Add(Variety);
            }

            return $"{_kind}({string.Join(", ", details)})";
        }
    }

    /// <summary>Delivered: type delivery, status 200.</summary>
    public static Receipt Delivered(Template about) => new(about, "delivered", ReceiptClass.Positive) { Status = 200 };

    /// <summary>Not delivered: type delivery, any status 4xx to 6xx.</summary>
    public static Receipt Failed(Template about) => new(about, "failed", ReceiptClass.Negative) { Status = 480 };

    /// <summary>Not delivered, for the reason that the status says.</summary>
    public static Receipt Failed(Template about, int status) => new(about, "failed", ReceiptClass.Negative) { Status = status, StatusCounts = true };

    /// <summary>Read: type read, status 200.</summary>
    public static Receipt Read(Template about) => new(about, "read", ReceiptClass.Read) { Status = 200 };

    /// <summary>Nobody can tell whether it was read: type read, status 485.</summary>
    public static Receipt ReadUnknown(Template about) => new(about, "read-unknown", ReceiptClass.ReadUnknown) { Status = 485 };

    /// <summary>Any receipt about it, odd ones included; to be forbidden.</summary>
    public static Receipt Any(Template about) =>
        new(about, "any receipt", ReceiptClass.Positive, ReceiptClass.Negative, ReceiptClass.Read, ReceiptClass.ReadUnknown, ReceiptClass.Odd);

    /// <summary>Any receipt about nothing that was sent in the case, such as a receipt about a receipt; to be forbidden.</summary>
    public static Receipt OfNothing { get; } =
        new(null, "any receipt", ReceiptClass.Positive, ReceiptClass.Negative, ReceiptClass.Read, ReceiptClass.ReadUnknown, ReceiptClass.Odd);

    /// <summary>Any delivery receipt about it; to be forbidden.</summary>
    public static Receipt AnyDelivery(Template about) => new(about, "any delivery receipt", ReceiptClass.Positive, ReceiptClass.Negative);

    /// <summary>Any read receipt about it; to be forbidden.</summary>
    public static Receipt AnyRead(Template about) => new(about, "any read receipt", ReceiptClass.Read, ReceiptClass.ReadUnknown);

    /// <summary>Says whom it is about.</summary>
    public Receipt For(Party recipient) => this with { Recipient = recipient };

    /// <summary>Says whom it is about by user@host, without a scheme.</summary>
    public Receipt ForBare(Party recipient) => this with { Recipient = recipient, LacksScheme = true, Variety = "no scheme" };

    /// <summary>Has no recipient-uri.</summary>
    public Receipt WithoutRecipient() => this with { Nameless = true, Recipient = null };

    /// <summary>Speaks of this Message-ID, whatever the instant message has.</summary>
    public Receipt About(string id) => this with { OtherId = id };

    /// <summary>Carries what a receipt should not: an id and requests of its own.</summary>
    public Receipt WithOwn(string? id, string? request, string requestName = "Receipt-Request") =>
        this with { OwnId = id, OwnRequest = request, OwnRequestName = requestName, OnPurpose = true };

    /// <summary>Carries, where it should not, the Message-ID of an instant message that it is not about.</summary>
    public Receipt WithIdOf(Im other) => this with { OwnIdOf = other, OnPurpose = true, Variety = $"Message-ID of {other.Name}" };

    /// <summary>Its SEND has the id that an instant message has in its message/cpim.</summary>
    public Receipt WithSendIdOf(Im other) => this with { SendIdOf = other, Variety = $"SEND with the id of {other.Name}" };

    /// <summary>Has another form; says in a word which.</summary>
    public Receipt InForm(string variety, string? documentType = null, Func<string, string>? rewrite = null) =>
        this with { Variety = variety, DocumentType = documentType ?? DocumentType, Rewrite = rewrite };

    /// <summary>Has this Content-Disposition, or none; and perhaps one among the SIP header fields.</summary>
    public Receipt Disposed(string? disposition, string? outer = null) =>
        this with { Disposition = disposition, OuterDisposition = outer, Variety = $"{disposition ?? "no disposition"}{(outer is null ? "" : $", {outer} outside")}" };

    /// <summary>Has this text in its type element; empty for an empty element, <c>-</c> for none.</summary>
    public Receipt OfType(string text) =>
        this with { TypeText = text, Variety = text is "-" ? "no type" : text.Length == 0 ? "empty type" : $"type {text}" };

    /// <summary>Sets the MSRP headers Failure-Report and Success-Report (RFC 4975 7.1); null leaves one out.</summary>
    public Receipt Reporting(string? failure = null, string? success = null) => this with { FailureReport = failure, SuccessReport = success };

    /// <summary>Cuts an MSRP message into chunks in the middle of each of these texts.</summary>
    public Receipt CutIn(params string[] texts) => this with { CutInside = texts };

    /// <summary>Is signed by its sender, encrypted for its reader, or both.</summary>
    public Receipt Protected(Protection layers) => this with { Protection = layers, Variety = layers.ToString().ToLowerInvariant() };

    /// <summary>Says another status than the one that was signed.</summary>
    public Receipt ForgedTo(int status) => this with { ForgedStatus = status, OnPurpose = true, Variety = $"forged to {status}" };

    /// <summary>Goes inside the dialog of a call, as any message to somebody who is being called may (RFC 3428 4).</summary>
    public Receipt Inside(Call call) => this with { Within = call, Variety = "inside the call" };

    /// <summary>Its document is in UTF-16.</summary>
    public Receipt InUtf16() => this with { IsInUtf16 = true, OnPurpose = true, Variety = "UTF-16" };

    /// <summary>Adds a SIP header field that has no business there, or asks for too much.</summary>
    public Receipt WithHeader(string name, string value) => this with { Headers = [.. Headers, (name, value)], OnPurpose = true, Variety = name };

    /// <summary>Marks a rule that is broken on purpose.</summary>
    public Receipt AsProvocation() => this with { OnPurpose = true };

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (message.Kind is not MessageKind.Receipt || message.Content is not { } content)
        {
            return Recognition.No;
        }

        var receipt = content.Receipt ?? content.Parts.Select(p => p.Receipt).FirstOrDefault(r => r is not null);
        if (receipt is null || !IsAboutOurs(receipt, facts))
        {
            return Recognition.No;
        }

        return !_classes.Intersect(Meanings(receipt)).Any() ? Recognition.Near
            : arrow.Passing ? Recognition.Yes
            : Recognition.With(Differences(message, receipt, facts, arrow));
    }

    /// <summary>A receipt that names another message of the case is about that one; one that names none gets the benefit of the doubt.</summary>
    private bool IsAboutOurs(ReceiptView receipt, CaseFacts facts)
    {
        var id = IdIn(facts);
        return id is not null && receipt.IsAbout(id)
            || (id is null || receipt.Document?.MessageId is null) && !facts.MessageIds.Any(other => other != id && receipt.IsAbout(other));
    }

    /// <summary>What a receipt may be meant to say: an odd one is taken for whatever its type or its status hints at, so that it shows as wrong, not as missing.</summary>
    private static ReceiptClass[] Meanings(ReceiptView receipt) => receipt is not { Class: ReceiptClass.Odd, Document: { } document }
        ? receipt.Class is ReceiptClass.Odd ? Enum.GetValues<ReceiptClass>() : [receipt.Class]
        : (document.Type, document.StatusCode) switch
        {
            (StatusReceipt.ReadType, >= 400) => [ReceiptClass.Odd, ReceiptClass.Negative, ReceiptClass.ReadUnknown],
            (StatusReceipt.ReadType, _) => [ReceiptClass.Odd, ReceiptClass.Read],
            (StatusReceipt.DeliveryType, _) => [ReceiptClass.Odd, ReceiptClass.Positive, ReceiptClass.Negative],
            (_, >= 200 and < 300) => [ReceiptClass.Odd, ReceiptClass.Positive, ReceiptClass.Read],
            (_, >= 400) => [ReceiptClass.Odd, ReceiptClass.Negative],
            _ => Enum.GetValues<ReceiptClass>(),
        };

    private string? IdIn(CaseFacts facts) => OtherId ?? (ByTransportId ? TransportIdIn(facts) : CpimIdIn(facts));

    /// <summary>Whoever uses one value for both ids is asked about a third one.</summary>
    private string? TransportIdIn(CaseFacts facts) =>
        _about is not null && facts.MsrpMessageId(_about) is { } id ? id == CpimIdIn(facts) ? "other." + id : id : null;

    /// <summary>What is no legal id of a SEND (RFC 4975 9), or is one already because its author has one id for both, is left alone.</summary>
    private string? SendIdIn(CaseFacts facts) =>
        SendIdOf?.FactsIn(facts).MessageId is { Length: >= 4 and <= 32 } id && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '%' or '=')
            && id != facts.MsrpMessageId(SendIdOf) ? id : null;

    private string? CpimIdIn(CaseFacts facts) => _about switch
    {
        null => null,
        Im im => im.FactsIn(facts).MessageId,
        _ => facts.Recall<ImFacts>(_about)?.MessageId,
    };

    private List<Difference> Differences(Observed message, ReceiptView receipt, CaseFacts facts, Arrow arrow)
    {
        var differences = new List<Difference>();
        if (receipt.Document is not { } document)
        {
            return differences;
        }

        var named = document.RecipientUri?.Trim();
        if (Recipient is not null && named is not null && !SameUser(named, facts.AddressOf(Recipient)))
        {
            // Whoever speaks of somebody else is an intermediary, and bound by 6.2.
            var requirement = arrow.From == Recipient ? "RCPT-3.4-08" : "RCPT-6.2-14";
            differences.Add(new Difference($"recipient-uri {facts.AddressOf(Recipient).Address}", $"recipient-uri {named}", message.RangeOf(named), requirement));
        }

        else if (Recipient is not null && named is not null && !named.Split('@')[0].Contains(':', StringComparison.Ordinal))
        {
            var requirement = arrow.From == Recipient ? "RCPT-3.4-08" : "RCPT-6.2-14";
            differences.Add(new Difference("a URI with its scheme in recipient-uri", named, message.RangeOf(named), requirement) { Weight = Severity.Warning, Reading = "AMB-06" });
        }

        if (Nameless && named is not null)
        {
            differences.Add(new Difference("no recipient-uri", $"recipient-uri {named}", message.RangeOf(named), "RCPT-8.2-03"));
        }

        if (StatusCounts && document.StatusCode is { } status && status != Status)
        {
            differences.Add(new Difference($"status {Status}", $"status {status}", message.RangeOf($"{status}<")) { Weight = Severity.Warning, Reading = "AMB-12" });
        }

        return differences;
    }

    /// <summary>im:, sip: and sips: of the same user and host count as equal, and so does user@host without a scheme (AMB-06).</summary>
    private static bool SameUser(string uri, PartyAddress party)
    {
        var bare = uri.Contains(':', StringComparison.Ordinal) && !uri.StartsWith(party.User, StringComparison.Ordinal) ? uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..] : uri;
        var expected = party.Identity[(party.Identity.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var at = expected.IndexOf('@', StringComparison.Ordinal);
        return bare.StartsWith(expected[..(at + 1)], StringComparison.Ordinal)
            && bare.StartsWith(expected, StringComparison.OrdinalIgnoreCase)
            && (bare.Length == expected.Length || bare[expected.Length] is ':' or ';' or '?' or '>');
    }
}
