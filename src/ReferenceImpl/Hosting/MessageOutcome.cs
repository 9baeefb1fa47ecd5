using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>How a MESSAGE of ours ended.</summary>
/// <param name="Status">The final status; 408 stands for silence and 503 for a failed transport (RFC 3261 8.1.3.1).</param>
/// <param name="Response">The final response; null when none came.</param>
internal readonly record struct MessageOutcome(int Status, SipMessage? Response)
{
    /// <summary>A 4xx, 5xx or 6xx, received or inferred. A redirection is none.</summary>
    public bool Failed => Status >= 400;
}
