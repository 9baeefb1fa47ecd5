using System.Globalization;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>Where a request goes from a proxy, and in what shape (RFC 3261 16.4 and 16.6, loose routing).</summary>
internal sealed class Onward
{
    public Onward(SipHost host, SipMessage received)
    {
        var onward = received.Edit();
        var routes = received.Values(SipHeader.Route);
        var first = 0;
        if (routes.Count > 0 && SipNameAddress.TryParse(routes[0], out var own) && host.IsHere(own.Uri))
        {
            onward.RemoveFirst("Route");
            Self = own.Uri.WithoutParameter("lr").ToString();
            first = 1;
        }

        onward.Set("Max-Forwards", ((received.MaxForwards ?? 71) - 1).ToString(CultureInfo.InvariantCulture));
        Target = received.RequestUriText;
        IsHere = received.RequestUri is { } uri && host.IsHere(uri);
        var hop = routes.Count > first ? SipNameAddress.TryParse(routes[first], out var route) ? route.Uri : null : received.RequestUri;
        Hop = hop is null ? null : host.HopTo(SipAddresses.ToSip(hop));
        Request = onward.Build();
    }

    /// <summary>The Request-URI, which stays as it is.</summary>
    public string Target { get; }

    /// <summary>The Request-URI names somebody at this host.</summary>
    public bool IsHere { get; }

    /// <summary>The next hop: the next Route, or else the Request-URI; null when there is no way.</summary>
    public SipTarget? Hop { get; }

    /// <summary>The address this host was called by in the Route that was taken off; null when there was none.</summary>
    public string? Self { get; }

    /// <summary>The request with our Route taken off and Max-Forwards counted down; body and all else as they came.</summary>
    public SipMessage Request { get; }
}
