using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

/// <summary>Asks a message for all it knows: whatever its bytes, no view may throw.</summary>
internal static class Everything
{
    public static int Touch(SipMessage message)
    {
        int seen = message.StartLine.Length + message.Version.Length + message.Method.Length + message.RequestUriText.Length + message.ReasonPhrase.Length;
        foreach (SipField field in message.Fields)
        {
            seen += field.Name.Length + field.Value.Length + message.Values(field.Name).Count + (message.Value(field.Name)?.Length ?? 0);
            _ = SipCredentials.TryParse(field.Value, out SipCredentials? credentials);
            seen += credentials?.ToString().Length ?? 0;
            seen += SipNameAddress.TryParse(field.RawValue.Span, out SipNameAddress? address) ? Touch(address) : 0;
        }
        seen += Touch(message.RequestUri) + Touch(message.From) + Touch(message.To) + (message.CallId?.Length ?? 0) + (message.MaxForwards ?? 0);
        seen += message.CSeq?.ToString().Length ?? 0;
        seen += message.Vias.Sum(via => via.Protocol.Length + via.Host.Length + (via.Port ?? 0) + via.Parameters.Count + (via.RPort ?? 0) + (via.Branch?.Length ?? 0));
        return seen + (message.ContentType?.Text.Length ?? 0) + (message.Disposition?.Text.Length ?? 0) + message.Body.Length;
    }

    private static int Touch(SipNameAddress? address) => address is null
        ? 0
        : (address.DisplayName?.Length ?? 0) + (address.Tag?.Length ?? 0) + address.Parameters.Count + Touch(address.Uri);

    private static int Touch(SipUri? uri) => uri is null
        ? 0
        : uri.Scheme.Length + (uri.User?.Length ?? 0) + (uri.Password?.Length ?? 0) + uri.Host.Length + uri.Parameters.Count + uri.Headers.Count
            + uri.WithoutHeaders().WithoutParameter("lr").ToString().Length + (uri.EquivalentTo(uri) ? 1 : 0);
}
