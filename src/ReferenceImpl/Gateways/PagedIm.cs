using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Cpim;

namespace Conformance.ReferenceImpl.Gateways;

/// <summary>An instant message that came in a MESSAGE and went into a session.</summary>
/// <param name="Cpim">The message.</param>
/// <param name="Sender">Where a receipt goes: CPIM From, or else SIP From.</param>
/// <param name="Target">The Request-URI.</param>
internal sealed record PagedIm(CpimMessage Cpim, string Sender, string Target)
{
    /// <summary>The address that its sender used for its recipient: what recipient-uri says.</summary>
    public string Recipient => Cpim.To.Select(address => address.Uri).FirstOrDefault(uri => SipAddresses.SameUser(uri, Target)) ?? Target;

    /// <summary>What became of it is known, and its sender has been told what it asked for.</summary>
    public bool IsSettled { get; set; }
}
