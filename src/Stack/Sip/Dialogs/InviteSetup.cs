using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>An INVITE to send.</summary>
public sealed record InviteSetup
{
    /// <summary>Request-URI.</summary>
    public required string RequestUri { get; init; }

    /// <summary>From without tag.</summary>
    public required string From { get; init; }

    /// <summary>To without tag.</summary>
    public required string To { get; init; }

    /// <summary>Our Contact URI.</summary>
    public required string Contact { get; init; }

    /// <summary>Where the INVITE goes.</summary>
    public required SipTarget Target { get; init; }

    /// <summary>The offer; none when empty.</summary>
    public ReadOnlyMemory<byte> Offer { get; init; }

    /// <summary>Media type of the offer.</summary>
    public string OfferType { get; init; } = "application/sdp";

    /// <summary>Further headers of the INVITE, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The Call-ID; a fresh one when null.</summary>
    public string? CallId { get; init; }

    /// <summary>
    /// Asked about a final response other than 2xx: the request to send instead (credentials, another target), Via and CSeq aside, or null to let it fail.
    /// </summary>
    public Func<SipMessage, SipMessage, SipMessage?>? Retry { get; init; }
}
