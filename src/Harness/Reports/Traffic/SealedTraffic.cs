using System.Net;
using Conformance.Harness.Journal;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// The TLS traffic of a run as it crossed the sockets, for <c>capture.pcapng</c>. The octets wait in a file of the report folder that goes away with this
/// object; the secrets wait in memory, and go nowhere but into the capture. May be used from any thread.
/// </summary>
public sealed class SealedTraffic : ICipherTap, IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _octets;
    private readonly TlsKeyLog _keys;
    private readonly List<SealedConnection> _connections = [];
    private readonly Dictionary<(IPEndPoint Local, IPEndPoint Remote), List<SealedConnection>> _byEnds = [];
    private readonly List<SealedPiece> _pieces = [];
    private long _length;
    private bool _over;

    private SealedTraffic(FileStream octets, TlsKeyLog keys) => (_octets, _keys) = (octets, keys);

    /// <summary>Gets ready.</summary>
    /// <param name="folder">The report folder of the run.</param>
    /// <param name="keys">Where the secrets are.</param>
    /// <exception cref="ReportException">Nothing can be written there.</exception>
    public static SealedTraffic Open(ReportFolder folder, TlsKeyLog keys)
    {
        var path = folder.PathOf("capture.sealed.partial");
        try
        {
            return new SealedTraffic(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose), keys);
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be written", cause);
        }
    }

    /// <inheritdoc/>
    public ICipherConnection Opened(IPEndPoint local, IPEndPoint remote, bool accepted)
    {
        var connection = new SealedConnection(this, local, remote, accepted);
        lock (_gate)
        {
            _connections.Add(connection);
            if (!_byEnds.TryGetValue((local, remote), out var known))
            {
                _byEnds[(local, remote)] = known = [];
            }

            known.Add(connection);
        }

        return connection;
    }

    /// <summary>Octets of this entry hold a secret of the SUT file, which the report must not show: its connection stays sealed for good.</summary>
    public void Withhold(JournalEntry entry)
    {
        if (ConnectionOf(entry) is { } connection)
        {
            connection.IsWithheld = true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _octets.Dispose();
        }
    }

    /// <summary>The connection that carried an entry; null when it was not seen from its beginning.</summary>
    internal SealedConnection? ConnectionOf(JournalEntry entry)
    {
        lock (_gate)
        {
            return entry.Channel is "tls" or "msrps" && _byEnds.TryGetValue((entry.Local, entry.Remote), out var known) ? known.FindLast(c => c.BegunAt <= entry.At) : null;
        }
    }

    /// <summary>Learns the secrets of all connections, and gives those that may be told as lines of a key log.</summary>
    internal IReadOnlyList<string> Unseal()
    {
        SealedConnection[] connections;
        lock (_gate)
        {
            connections = [.. _connections.Where(c => c is { IsWithheld: false, ClientRandom: not null })];
        }

        var secrets = _keys.Of(connections.Select(c => c.ClientRandom).OfType<string>());
        var lines = new List<string>();
        foreach (var connection in connections)
        {
            if (connection.ClientRandom is { } random && secrets.TryGetValue(random, out var known))
            {
                connection.IsOpen = true;
                lines.AddRange(known);
            }
        }

        return lines;
    }

    /// <summary>All that crossed the sockets so far, in order.</summary>
    internal IReadOnlyList<SealedPiece> Pieces
    {
        get
        {
            lock (_gate)
            {
                return [.. _pieces];
            }
        }
    }

    internal byte[] OctetsOf(SealedPiece piece)
    {
        var octets = new byte[piece.Length];
        lock (_gate)
        {
            _octets.Seek(piece.Offset, SeekOrigin.Begin);
            _octets.ReadExactly(octets);
        }

        return octets;
    }

    internal void Keep(SealedConnection connection, DateTimeOffset at, bool inbound, ReadOnlySpan<byte> octets)
    {
        lock (_gate)
        {
            connection.Look(at, inbound, octets);
            if (_over)
            {
                return;
            }

            try
            {
                _octets.Seek(_length, SeekOrigin.Begin);
                _octets.Write(octets);
                _pieces.Add(new SealedPiece(connection, at, inbound, _length, octets.Length));
                _length += octets.Length;
            }
            catch (IOException)
            {
                // A full disk must not end the run. What the capture lacks from here on it shows in the clear, like a connection whose secrets are not known.
                _over = true;
                _pieces.Clear();
                _connections.Clear();
                _byEnds.Clear();
            }
        }
    }
}
