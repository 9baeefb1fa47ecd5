using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Stack;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What a list service does, in values and decisions.</summary>
internal sealed record ListServiceConduct
{
    /// <summary>How lists are read.</summary>
    public RecipientConduct Recipients { get; init; } = new();

    /// <summary>What recipients learn about each other.</summary>
    public HistoryConduct History { get; init; } = new();

    /// <summary>What recipients learn about the sender.</summary>
    public IdentityConduct Identity { get; init; } = new();

    /// <summary>What senders learn about the fate of their copies.</summary>
    public ListReceiptConduct Receipts { get; init; } = new();

    /// <summary>Whether the issuer has proved who it is.</summary>
    public Func<DigestOutcome, bool> Proves { get; init; } = outcome => outcome == DigestOutcome.Accepted;

    /// <summary>What a request must pass before anything is sent because of it, in this order.</summary>
    public Func<ListGate, IReadOnlyList<ListCheck>> Checks { get; init; } = gate => gate.InOrder;

    /// <summary>The request was understood, and nothing is known about its delivery (RFC 5365 7).</summary>
    public int AcceptedStatus { get; init; } = 202;

    /// <summary>Different recipients one request may have; beyond that it is refused as a whole (RFC 5363 5.3).</summary>
    public int MostRecipients { get; init; } = 100_000;

    /// <summary>Whether that many entries, naming that many different recipients, are beyond a limit: whoever is listed twice counts once (RFC 5363 4.1).</summary>
    public Func<int, int, int, bool> Exceeds { get; init; } = (_, recipients, most) => recipients > most;

    /// <summary>Whether the 202 leaves before the first copy; it may as well follow those that can be sent at once.</summary>
    public bool AnswersFirst { get; init; } = true;

    /// <summary>What becomes of blind recipients, where the operator has not said so.</summary>
    public BlindMode Blind { get; init; } = BlindMode.Strip;

    /// <summary>Whether a copy goes out again, given what became of it and how often it has been sent. Nothing says that it should.</summary>
    public Func<MessageOutcome, int, bool> SendsAgain { get; init; } = (_, _) => false;

    /// <summary>Whether the answer waits for the recipients, and what it then is.</summary>
    public Func<IReadOnlyList<MessageOutcome>, int>? LateAnswer { get; init; }

    /// <summary>How many copies go out for a request that is refused with this status.</summary>
    public Func<int, int> ServedDespite { get; init; } = _ => 0;

    /// <summary>Whether the date of a signature is off by more than several minutes, past or future (RFC 3428 11.4).</summary>
    public Func<TimeSpan, bool> IsStale { get; init; } = off => off.Duration() > TimeSpan.FromMinutes(10);

    /// <summary>Whether what somebody has agreed to is asked for each issuer on his own (RFC 5363 5.2).</summary>
    public bool AsksConsentByIssuer { get; init; } = true;

    /// <summary>
    /// Trigger-Consent of a copy to somebody whose permission we have obtained, by which he may take it back (RFC 5360 5.11.1); gets the copy and a
    /// URI of ours that stands for the permission.
    /// </summary>
    public Func<Copy, string, string?> TriggerConsent { get; init; } = (copy, permission) => $"{permission};target-uri=\"{copy.Request.Message.RequestUriText}\"";

    /// <summary>Messages sent on account of a request that is refused with this status: none, for whoever refuses must not make traffic (RFC 5363 5.2).</summary>
    public Func<SipHost, ListRequest, int, IReadOnlyList<(SipMessage Message, SipTarget? Hop)>> BesideRefusal { get; init; } = (_, _, _) => [];

    /// <summary>A last look at each response to a MESSAGE.</summary>
    public Func<ListRequest, SipMessage, SipMessage> Response { get; init; } = (_, response) => response;

    /// <summary>A last look at the answer to OPTIONS.</summary>
    public Func<SipMessage, SipMessage> Options { get; init; } = response => response;

    /// <summary>The parts of a copy: the payload as it came, then the history if there is one.</summary>
    public Func<ListRequest, MimeEntity?, IReadOnlyList<MimeEntity>> Parts { get; init; } =
        (request, history) => history is null ? request.Body.Payload : [.. request.Body.Payload, history];

    /// <summary>From parts to a body.</summary>
    public Func<IReadOnlyList<MimeEntity>, IdSource, CopyBody> Compose { get; init; } = CopyBody.Of;

    /// <summary>A last look at the body of one copy.</summary>
    public Func<Copy, CopyBody, CopyBody> Body { get; init; } = (_, body) => body;

    /// <summary>A last look at each copy.</summary>
    public Func<Copy, SipMessage, SipMessage> Onward { get; init; } = (_, message) => message;

    /// <summary>Where a copy goes.</summary>
    public Func<Copy, SipTarget?> Hop { get; init; } = copy => copy.Target.Hop;

    /// <summary>Messages sent along with a copy.</summary>
    public Func<SipHost, Copy, SipMessage, IReadOnlyList<(SipMessage Message, SipTarget? Hop)>> Extras { get; init; } = (_, _, _) => [];

    /// <summary>Copies under way at once, at most; large ones are fewer.</summary>
    public int MostUnderWay { get; init; } = 512;

    /// <summary>Whether the outcome of one copy ends the whole.</summary>
    public Func<MessageOutcome, bool> GivesUpAfter { get; init; } = _ => false;

    /// <summary>Whether a copy is a transaction, or sent and forgotten.</summary>
    public bool Transactional { get; init; } = true;

    /// <summary>Whether every path is taken to bear any size, whatever the operator says of it (RFC 3428 8).</summary>
    public bool TrustsPath { get; init; }

    /// <summary>Whether a request that is too large for one datagram goes by UDP all the same (RFC 3261 18.1.1).</summary>
    public bool AnySizeOverUdp { get; init; }

    /// <summary>One MESSAGE at a time towards each URI (RFC 3428 8).</summary>
    public bool OnePerUri { get; init; } = true;
}
