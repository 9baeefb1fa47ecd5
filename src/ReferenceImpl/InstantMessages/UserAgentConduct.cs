using Conformance.ReferenceImpl.Hosting;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>All that a user agent decides, each default as the documents want it.</summary>
internal sealed record UserAgentConduct
{
    public SipConduct Sip { get; init; } = new();

    public SenderConduct Sending { get; init; } = new();

    public RecipientConduct Receiving { get; init; } = new();

    public ReceiptConduct Receipts { get; init; } = new();

    public ReceiptMatching Matching { get; init; } = new();
}
