using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>Somebody who is to get a copy.</summary>
/// <param name="Uri">As listed, less its method parameter (RFC 5365 7.3).</param>
/// <param name="Level">How visible to the others.</param>
/// <param name="Hidden">The list asks not to show this URI (anonymize).</param>
internal sealed record Recipient(SipUri Uri, CopyControl Level, bool Hidden)
{
    /// <summary>The display name of its first entry; null where that has none.</summary>
    public string? Name { get; init; }

    /// <summary>The URI as others may see it, and as receipts name it: without the headers that were meant for the service.</summary>
    public string PublicUri => Uri.WithoutHeaders().ToString();
}
