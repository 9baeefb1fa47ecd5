using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>Which header fields a listed URI may ask for with its question mark (RFC 3261 19.1.5, RFC 5365 6).</summary>
internal static class UriHeaders
{
    // What describes the recipient or the message to people. All that names us, routes, frames the body or claims abilities is ours to write.
    private static readonly SipHeader[] Granted =
    [
        SipHeader.AcceptContact, SipHeader.RejectContact, SipHeader.Subject, SipHeader.Priority, SipHeader.InReplyTo, SipHeader.CallInfo,
    ];

    /// <summary>The granted fields; others, and the "body" pseudo-header, are left out one by one.</summary>
    /// <returns>False when the request asked for must not be sent: a value would break the message, or an extension is required.</returns>
    public static bool TryRead(SipUri uri, RecipientConduct conduct, [NotNullWhen(true)] out IReadOnlyList<(string Name, string Value)>? headers)
    {
        var granted = new List<(string, string)>();
        headers = granted;
        foreach (var component in uri.Headers)
        {
            var header = SipHeaders.Of(Uri.UnescapeDataString(component.Name));
            var value = Uri.UnescapeDataString(component.Value ?? "");
            if (conduct.Demands(header) || !conduct.FitsLine(value))
            {
                headers = null;
                return false;
            }

            if (Granted.Contains(header) && (SipHeaders.IsList(header) || granted.All(field => field.Item1 != SipHeaders.Name(header))))
            {
                granted.Add((SipHeaders.Name(header), value));
            }
        }

        return true;
    }
}
