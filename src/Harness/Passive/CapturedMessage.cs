using System.Net;
using Conformance.Stack;
using Conformance.Wire;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Passive;

/// <summary>One SIP or MSRP message of a capture.</summary>
/// <param name="At">When its last octet was seen.</param>
/// <param name="From">Source.</param>
/// <param name="To">Destination.</param>
/// <param name="Transport">What carried it.</param>
/// <param name="Bytes">Its octets.</param>
internal sealed record CapturedMessage(DateTimeOffset At, IPEndPoint From, IPEndPoint To, TransportKind Transport, ReadOnlyMemory<byte> Bytes)
{
    internal SipMessage? Sip { get; init; }

    internal MsrpMessage? Msrp { get; init; }

    internal WireError? Malformed { get; init; }
}
