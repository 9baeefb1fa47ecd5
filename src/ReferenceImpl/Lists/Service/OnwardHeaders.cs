using System.Text;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>The header fields of the request that every copy has too (RFC 5365 6 and 7.2).</summary>
internal static class OnwardHeaders
{
    // What the sender says to people or about the message. Everything else belongs to the transaction, to the wrapper, or to us.
    // P-Asserted-Identity is not among them: whether it goes on depends on who asserts it and on where it goes (RFC 3325 5).
    private static readonly SipHeader[] Significant =
    [
        SipHeader.Subject, SipHeader.Priority, SipHeader.Date, SipHeader.Expires, SipHeader.ReplyTo, SipHeader.InReplyTo,
        SipHeader.ContentLanguage, SipHeader.Organization, SipHeader.CallInfo, SipHeader.AcceptContact, SipHeader.RejectContact, SipHeader.Privacy,
    ];

    // What a sender who wants to be nobody says about himself beside From (RFC 3323 5.3).
    private static readonly SipHeader[] Revealing =
        [SipHeader.Subject, SipHeader.ReplyTo, SipHeader.InReplyTo, SipHeader.Organization, SipHeader.CallInfo];

    /// <summary>The fields to copy: the significant ones as they came, and credentials of other realms than ours; fewer where we give privacy.</summary>
    public static IReadOnlyList<(SipHeader Header, ReadOnlyMemory<byte> Line)> Of(ListRequest request, string realm, IdentityConduct conduct)
    {
        var fields = request.Message.Fields.Where(field => Significant.Contains(field.Known) || IsForeignProof(field, realm));
        if (request.Surroundings.GivePrivacy && PrivacyWish.Of(request.Message) is { IsThere: true } wish)
        {
            fields = fields.Where(field => field.Known != SipHeader.Privacy && !(wish.Has("user") && Revealing.Contains(field.Known)));
            return wish.Without(conduct.Gives) is { } rest ? [.. Copied(fields), (SipHeader.Privacy, Encoding.UTF8.GetBytes($"Privacy: {rest}\r\n"))] : [.. Copied(fields)];
        }

        return [.. Copied(fields)];
    }

    private static IEnumerable<(SipHeader Header, ReadOnlyMemory<byte> Line)> Copied(IEnumerable<SipField> fields) => fields.Select(field => (field.Known, field.Raw));

    // Credentials without a realm are none of ours either.
    private static bool IsForeignProof(SipField field, string realm) =>
        field.Known is SipHeader.Authorization or SipHeader.ProxyAuthorization
        && !(SipCredentials.TryParse(field.Value, out var credentials) && credentials.Realm == realm);
}
