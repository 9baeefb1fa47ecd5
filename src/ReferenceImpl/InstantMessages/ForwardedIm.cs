namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>An instant message that a relay has answered for and sent on.</summary>
internal sealed class ForwardedIm
{
    /// <summary>CPIM Message-ID; null when it has none or is no message/cpim, and then there is nothing to report.</summary>
    public required string? MessageId { get; init; }

    /// <summary>CPIM From, or else SIP From: where a report goes.</summary>
    public required string Sender { get; init; }

    /// <summary>The address its sender used, CPIM To: what recipient-uri says (draft section 6.2).</summary>
    public required string Recipient { get; init; }

    /// <summary>The Request-URI it was sent on to: that of its sender, or where that led.</summary>
    public required string Target { get; set; }

    /// <summary>The address its sender knows this relay by.</summary>
    public required string Relay { get; init; }

    public required ReceiptKinds Requests { get; init; }

    /// <summary>Its sender has been told.</summary>
    public bool Reported { get; set; }
}
