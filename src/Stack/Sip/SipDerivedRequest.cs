using System.Globalization;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>The two requests the transaction layer makes from an INVITE.</summary>
internal static class SipDerivedRequest
{
    /// <summary>ACK to a non-2xx final response (RFC 3261 17.1.1.3): the INVITE's Request-URI, top Via and Route, the response's To.</summary>
    public static SipMessage Ack(SipMessage invite, SipMessage response) =>
        Derive(invite, "ACK", response.Value(SipHeader.To) ?? invite.Value(SipHeader.To));

    /// <summary>CANCEL (RFC 3261 9.1): the INVITE's Request-URI, top Via, Route, To and CSeq number.</summary>
    public static SipMessage Cancel(SipMessage invite) => Derive(invite, "CANCEL", invite.Value(SipHeader.To));

    private static SipMessage Derive(SipMessage invite, string method, string? to)
    {
        var request = SipMessage.Request(method, invite.RequestUriText);
        Copy("Via", invite.Values(SipHeader.Via).FirstOrDefault());
        Copy("Max-Forwards", "70");
        foreach (var route in invite.Values(SipHeader.Route))
        {
            Copy("Route", route);
        }

        Copy("From", invite.Value(SipHeader.From));
        Copy("To", to);
        Copy("Call-ID", invite.CallId);
        Copy("CSeq", string.Create(CultureInfo.InvariantCulture, $"{invite.CSeq?.Number ?? 0} {method}"));
        return request.Build();

        void Copy(string name, string? value)
        {
            if (value is not null)
            {
                request.Add(name, value);
            }
        }
    }
}
