using System.Net;

namespace Conformance.Harness.Journal;

/// <summary>Octets that crossed one of the harness's own sockets, in or out, with their time.</summary>
/// <param name="Sequence">Position in the run, from 0.</param>
/// <param name="At">When they were handed to, or came from, the socket.</param>
/// <param name="Inbound">True when they came from outside.</param>
/// <param name="Channel">udp, tcp, tls, msrp or msrps.</param>
/// <param name="Local">Address of the harness.</param>
/// <param name="Remote">Address of the other side.</param>
/// <param name="Case">Id of the case they belong to; null for strays.</param>
/// <param name="Bytes">One SIP message, MSRP message, or malformed chunk.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, bool Inbound, string Channel, IPEndPoint Local, IPEndPoint Remote, string? Case, ReadOnlyMemory<byte> Bytes)
    : JournalRecord(Sequence, At, Case);
