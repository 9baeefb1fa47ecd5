using System.Diagnostics.CodeAnalysis;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>The request that a listed URI describes (RFC 3261 19.1.5).</summary>
/// <param name="RequestUri">The URI less headers; every parameter it still has stays.</param>
/// <param name="Hop">Where it goes; null when there is no way.</param>
/// <param name="Headers">The header fields the URI asks for, as far as they are granted.</param>
internal sealed record OnwardTarget(SipUri RequestUri, SipTarget? Hop, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>
    /// Requests that would be invalid, that need an extension or a transport we do not have, or that go to another scheme are not formed.
    /// </summary>
    public static bool TryForm(SipUri listed, SipHost host, RecipientConduct conduct, Surroundings around, [NotNullWhen(true)] out OnwardTarget? target)
    {
        target = null;
        if (Resolve(listed, host, around) is not { } uri
            || uri.Host.Length == 0
            || uri.Port is < 1 or > ushort.MaxValue
            || !conduct.HasTransport(uri)
            || !UriHeaders.TryRead(listed, conduct, out var headers))
        {
            return false;
        }

        target = new OnwardTarget(uri, host.HopTo(uri), headers);
        return true;
    }

    // An im: URI becomes the SIP URI of the same user (RFC 3428 5) that is known, or where a proxy can find out the rest; there is no DNS here.
    private static SipUri? Resolve(SipUri listed, SipHost host, Surroundings around)
    {
        var uri = listed.WithoutHeaders();
        if (uri.IsSip || uri.IsSips)
        {
            return uri;
        }

        if (around.Presentities.TryGetValue(uri.ToString(), out var known))
        {
            return known;
        }

        return uri.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase)
            && host.OutboundProxy is not null
            && SipUri.TryParse("sip:" + uri.ToString()[(uri.Scheme.Length + 1)..], out var sip)
            ? sip
            : null;
    }
}
