using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>A receipt that came in.</summary>
/// <param name="User">User part it was sent to.</param>
/// <param name="Request">The MESSAGE that carried it.</param>
internal sealed record ReceivedReceipt(string User, SipMessage Request, CpimMessage Cpim, StatusReceipt Document, DateTimeOffset Arrived)
{
    /// <summary>Who sent it: CPIM From, or else SIP From. Neither is proof.</summary>
    public string Sender => Cpim.From?.Uri ?? Request.From?.Uri.ToString() ?? "";
}
