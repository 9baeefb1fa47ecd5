using System.Net;
using Conformance.Stack.Msrp.Machines;
using Conformance.Stack.Net;
using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>
/// A stream that carries MSRP for one session or several. It writes slice by slice, sessions taking turns, and lets responses and REPORTs pass
/// between two slices.
/// </summary>
public sealed class MsrpConnection
{
    private readonly MsrpEndpoint _endpoint;
    private readonly IByteStream _stream;
    private readonly MsrpReader _reader;
    private readonly LinkedList<MsrpSession> _sessions = [];
    private MsrpSession? _writing;
    private bool _turnIsPosted;

    internal MsrpConnection(MsrpEndpoint endpoint, IByteStream stream, bool isOurs)
    {
        (_endpoint, _stream, IsOurs) = (endpoint, stream, isOurs);
        _reader = new MsrpReader(endpoint.Settings.Limits);
        stream.Received = Receive;
        stream.Closed = reason => Lose(reason ?? "the peer closed the connection");
        stream.Drained = Wake;
    }

    /// <summary>Our address and port.</summary>
    public IPEndPoint Local => _stream.Local;

    /// <summary>The peer's address and port.</summary>
    public IPEndPoint Remote => _stream.Remote;

    /// <summary><see cref="TransportKind.Tcp"/> or <see cref="TransportKind.Tls"/>.</summary>
    public TransportKind Kind => _stream.Kind;

    /// <summary>Whether we opened it.</summary>
    public bool IsOurs { get; }

    /// <summary>False once closed by either side.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The sessions bound to it.</summary>
    public IReadOnlyCollection<MsrpSession> Sessions => _sessions;

    /// <summary>Writes octets at once, ahead of everything queued; a chunk under way is interrupted first.</summary>
    public void SendRaw(ReadOnlyMemory<byte> bytes)
    {
        Cut();
        Inject(bytes);
        Wake();
    }

    /// <summary>Writes octets at once, even into the middle of a chunk.</summary>
    public void Inject(ReadOnlyMemory<byte> bytes)
    {
        if (IsOpen)
        {
            _stream.Send(bytes);
            _endpoint.Taps.Sent(this, bytes);
        }
    }

    /// <summary>Closes it; its sessions are over.</summary>
    public void Close()
    {
        if (IsOpen)
        {
            _stream.Close();
            Lose("the connection was closed on our side");
        }
    }

    internal void Attach(MsrpSession session)
    {
        _sessions.AddLast(session);
        Wake();
    }

    /// <summary>Takes a session off; the last one takes the connection with it, unless that is the peer's business.</summary>
    internal void Detach(MsrpSession session)
    {
        if (_writing == session)
        {
            Write(session.Machine.GiveUp(_endpoint.Now));
            _writing = null;
        }

        if (_sessions.Remove(session) && _sessions.Count == 0 && (IsOurs || !_endpoint.Settings.KeepPeerConnections))
        {
            Close();
        }
    }

    /// <summary>Sees to it that something is written soon, if there is anything.</summary>
    internal void Wake()
    {
        if (!_turnIsPosted && IsOpen)
        {
            _turnIsPosted = true;
            _endpoint.Network.Loop.Post(TakeTurn);
        }
    }

    private void TakeTurn()
    {
        _turnIsPosted = false;
        if (!IsOpen || _stream.PendingBytes > _endpoint.Settings.WriteAhead || NextSession() is not { } session)
        {
            // Drained calls again; a session that gets something to write wakes us.
            return;
        }

        if (_writing != session)
        {
            Cut();
        }

        var effects = new List<SessionEffect>();
        Write(session.Machine.Write(_endpoint.Now, effects));
        _writing = session.Machine.IsChunkOpen ? session : null;
        Wake();
        session.Apply(effects);
    }

    /// <summary>Ends the chunk under way early.</summary>
    private void Cut()
    {
        if (_writing is { } session)
        {
            _writing = null;
            Write(session.Machine.Cut(_endpoint.Now));
            session.Apply([]);
        }
    }

    /// <summary>The session whose turn it is moves to the end of the line.</summary>
    private MsrpSession? NextSession()
    {
        for (var node = _sessions.First; node is not null; node = node.Next)
        {
            if (node.Value.IsUp && node.Value.Machine.CanWrite)
            {
                _sessions.Remove(node);
                _sessions.AddLast(node);
                return node.Value;
            }
        }

        return null;
    }

    private void Write(MsrpSlice slice)
    {
        if (slice.Bytes.IsEmpty || !IsOpen)
        {
            return;
        }

        _stream.Send(slice.Bytes);
        if (slice.Ended is { } ended)
        {
            _endpoint.Taps.Sent(this, ended.Pieces);
        }
    }

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        _reader.Append(bytes.Span);
        while (IsOpen)
        {
            var status = _reader.TryRead(out var message, out var error);
            if (message is not null)
            {
                _endpoint.Dispatch(this, message);
            }
            else if (status == ReadStatus.Malformed)
            {
                // Without an end-line to find, nothing behind this point can be read.
                _endpoint.DispatchMalformed(this, bytes[^Math.Min(bytes.Length, _reader.Buffered)..], error);
                _stream.Close();
                Lose($"not MSRP: {error?.Message}");
                return;
            }
            else
            {
                return;
            }
        }
    }

    private void Lose(string reason)
    {
        if (!IsOpen)
        {
            return;
        }

        IsOpen = false;
        _endpoint.Forget(this);
        var unread = _reader.Buffered > 0 ? $", in the middle of a message ({_reader.Buffered} octets of it had come)" : "";
        foreach (var session in _sessions.ToArray())
        {
            session.Lose(reason + unread);
        }

        _sessions.Clear();
    }
}
