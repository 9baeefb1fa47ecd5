using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>Under which names the sender appears in copies (RFC 3323, RFC 3325, RFC 5365 7.2).</summary>
internal sealed record IdentityConduct
{
    /// <summary>Kinds of privacy a MESSAGE service can give: there is no session to hide, and a copy has no header field that names the sender's devices.</summary>
    public IReadOnlyList<string> Gives { get; init; } = ["user", "header"];

    /// <summary>Stands for a sender who wants to be nobody (RFC 3323 4.1.1.3).</summary>
    public string Anonymous { get; init; } = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    /// <summary>What we assert of a sender who has proved an account that belongs to this URI.</summary>
    public Func<ListRequest, SipUri, string> Inserted { get; init; } = (_, registered) => $"<{registered}>";

    /// <summary>Whether asserted identities of a trusted source, or our own, go along with a copy (RFC 5365 7.2, RFC 3325 7).</summary>
    public Func<Copy, PrivacyWish, bool> ShowsAsserted { get; init; } = (copy, wish) => copy.GoesToTrust || !wish.IsThere;

    /// <summary>From of copies, less its tag: the sender's own, unless we give the privacy wanted.</summary>
    public SipNameAddress? From(ListRequest request) =>
        request.Surroundings.GivePrivacy && PrivacyWish.Of(request.Message).Has("user") ? SipNameAddress.Parse(Anonymous) : request.Message.From;

    /// <summary>The values of P-Asserted-Identity in a copy.</summary>
    public IReadOnlyList<string> Asserted(Copy copy)
    {
        var request = copy.Request;
        if (!ShowsAsserted(copy, PrivacyWish.Of(request.Message)))
        {
            return [];
        }

        var vouched = request.Surroundings.TrustsSource ? request.Message.Values(SipHeader.PAssertedIdentity) : [];
        return vouched.Count > 0 ? vouched
            : request is { Account: not null, Surroundings.Registered: { } registered } ? [Inserted(request, registered)]
            : [];
    }
}
