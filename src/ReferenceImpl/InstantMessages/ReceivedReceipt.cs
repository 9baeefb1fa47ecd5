using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>A receipt that came in.</summary>
/// <param name="User">User part it was sent to.</param>
/// <param name="Carrier">Who carried it here: SIP From, or the peer of the MSRP session.</param>
/// <param name="Arrived">When it was complete.</param>
internal sealed record ReceivedReceipt(string User, string Carrier, CpimMessage Cpim, StatusReceipt Document, DateTimeOffset Arrived)
{
    /// <summary>Who sent it: CPIM From, or else whoever carried it. Neither is proof.</summary>
    public string Sender => Cpim.From?.Uri ?? Carrier;
}
