using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>A complete message, put together from its chunks.</summary>
/// <param name="MessageId">Its MSRP Message-ID.</param>
/// <param name="Body">All octets.</param>
/// <param name="First">The chunk that arrived first.</param>
/// <param name="Last">The chunk that completed it.</param>
/// <param name="Chunks">How many chunks arrived, overlaps and repetitions included.</param>
/// <param name="IsDuplicate">A message with this Message-ID was complete before (RFC 4975 5.4); show it no second time.</param>
public sealed record MsrpReceived(string MessageId, ReadOnlyMemory<byte> Body, MsrpMessage First, MsrpMessage Last, int Chunks, bool IsDuplicate);
