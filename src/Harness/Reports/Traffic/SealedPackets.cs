using Conformance.Harness.Journal;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>The packets of TLS connections in a capture, between those of everything else.</summary>
internal sealed class SealedPackets
{
    private readonly PcapngWriter _capture;
    private readonly SealedTraffic _traffic;
    private readonly SealedComments _comments;
    private readonly IReadOnlyList<SealedPiece> _pieces;
    private readonly HashSet<SealedConnection> _begun = [];
    private readonly HashSet<SealedConnection> _shownInTheClear;
    private readonly Dictionary<(SealedConnection, bool Inbound), uint> _sent = [];
    private int _next;

    /// <summary>Writes the secrets of the connections.</summary>
    internal SealedPackets(PcapngWriter capture, SealedTraffic traffic, IEnumerable<JournalEntry> entries, Func<JournalEntry, string> describe)
    {
        (_capture, _traffic) = (capture, traffic);
        capture.Secrets(traffic.Unseal());
        _comments = new SealedComments(traffic, entries, describe);
        _pieces = traffic.Pieces;
        _shownInTheClear = [.. entries.Select(traffic.ConnectionOf).OfType<SealedConnection>().Where(c => !c.IsOpen)];
    }

    /// <summary>True when a message can be read in the packets of its connection, and needs none of its own.</summary>
    internal bool Shows(JournalEntry entry) => _traffic.ConnectionOf(entry) is { IsOpen: true };

    /// <summary>Writes what crossed the sockets up to a time.</summary>
    internal void WriteUpTo(DateTimeOffset time)
    {
        for (; _next < _pieces.Count && _pieces[_next].At <= time; _next++)
        {
            // A connection without secrets is shown once: in the clear where messages came of it, else as it was, since that nothing came of it is evidence too.
            if (!_shownInTheClear.Contains(_pieces[_next].Connection))
            {
                Write(_pieces[_next]);
            }
        }
    }

    private void Write(SealedPiece piece)
    {
        var connection = piece.Connection;
        var (from, to) = CaptureReport.Ends(connection.Local, connection.Remote, piece.Inbound);
        if (_begun.Add(connection))
        {
            var (client, server) = CaptureReport.Ends(connection.Local, connection.Remote, connection.Accepted);
            _capture.Packet(piece.At, PacketBuilder.Opening(client, server), connection.IsOpen ? "TLS begins" : "TLS begins; its secrets are not known");
        }

        var octets = _traffic.OctetsOf(piece);
        for (var offset = 0; offset < octets.Length; offset += CaptureReport.LargestSegment)
        {
            var payload = octets.AsSpan(offset, Math.Min(CaptureReport.LargestSegment, octets.Length - offset));
            var sequence = _sent.GetValueOrDefault((connection, piece.Inbound), 1u);
            var acknowledged = _sent.GetValueOrDefault((connection, !piece.Inbound), 1u);
            _capture.Packet(piece.At, PacketBuilder.Segment(from, to, sequence, acknowledged, payload), _comments.Of(piece));
            _sent[(connection, piece.Inbound)] = unchecked(sequence + (uint)payload.Length);
        }
    }
}
