using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>The header fields of the request that every copy has too (RFC 5365 6 and 7.2).</summary>
internal static class OnwardHeaders
{
    // What the sender says to people or about the message. Everything else belongs to the transaction, to the wrapper, or to us.
    // P-Asserted-Identity is not among them: nobody who writes to us is trusted to assert one (RFC 3325 5).
    private static readonly SipHeader[] Significant =
    [
        SipHeader.Subject, SipHeader.Priority, SipHeader.Date, SipHeader.Expires, SipHeader.ReplyTo, SipHeader.InReplyTo,
        SipHeader.ContentLanguage, SipHeader.Organization, SipHeader.CallInfo, SipHeader.AcceptContact, SipHeader.RejectContact, SipHeader.Privacy,
    ];

    /// <summary>The fields to copy: the significant ones as they came, and credentials of other realms than ours.</summary>
    public static IReadOnlyList<(SipHeader Header, ReadOnlyMemory<byte> Line)> Of(SipMessage request, string realm) =>
    [
        .. request.Fields
            .Where(field => Significant.Contains(field.Known) || IsForeignProof(field, realm))
            .Select(field => (field.Known, field.Raw)),
    ];

    // Credentials without a realm are none of ours either.
    private static bool IsForeignProof(SipField field, string realm) =>
        field.Known is SipHeader.Authorization or SipHeader.ProxyAuthorization
        && !(SipCredentials.TryParse(field.Value, out var credentials) && credentials.Realm == realm);
}
