using System.Net;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>Where a message goes: a transport and a numeric address. There is no DNS here.</summary>
public readonly record struct SipTarget(TransportKind Transport, IPEndPoint Address)
{
    /// <summary>
    /// The target a URI names: sips or transport=tls give TLS, transport=tcp TCP, anything else UDP; the port defaults to 5060, or 5061 for TLS.
    /// </summary>
    /// <returns>False when the host is not a numeric address.</returns>
    public static bool TryFrom(SipUri uri, out SipTarget target) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override string ToString() => $"{Transport}:{Address}".ToLowerInvariant();
}
