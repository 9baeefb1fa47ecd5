using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What the operator has said about one service address: whom to trust with identities, what to do for privacy, and how many may be served at once.</summary>
internal sealed record Surroundings
{
    /// <summary>Nothing said: nobody is trusted.</summary>
    public static Surroundings Unknown { get; } = new();

    /// <summary>Requests come from a node of our trust domain, whose asserted identities are true (RFC 3325 2.3).</summary>
    public bool TrustsSource { get; init; }

    /// <summary>Recipients whose next hop belongs to our trust domain.</summary>
    public IReadOnlyList<SipUri> BehindTrust { get; init; } = [];

    /// <summary>The URI that belongs to whoever proves an account; null when we assert nothing ourselves.</summary>
    public SipUri? Registered { get; init; }

    /// <summary>We are a privacy service too (RFC 3323 5).</summary>
    public bool GivePrivacy { get; init; }

    /// <summary>The SIP URIs that im: URIs stand for, by the text of the im: URI (RFC 3428 5).</summary>
    public IReadOnlyDictionary<string, SipUri> Presentities { get; init; } = new Dictionary<string, SipUri>();

    /// <summary>Different recipients one request may have; null for the limit of the service as a whole.</summary>
    public int? MostRecipients { get; init; }

    /// <summary>Whether what goes to a recipient stays in the trust domain for its next hop.</summary>
    public bool Trusts(SipUri recipient) => BehindTrust.Any(known => known.EquivalentTo(recipient));
}
