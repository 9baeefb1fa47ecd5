using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// One TCP or TLS connection of a <see cref="SipTransport"/>, from the first attempt to open it on. Messages wait here until it is open.
/// </summary>
internal sealed class SipStream
{
    // A connection that does not open within seconds must not collect messages without end.
    private const int MaxWaitingBytes = 32 * 1024 * 1024;

    private readonly SipTransport _owner;
    private readonly SipFramer _framer;
    private List<(ReadOnlyMemory<byte> Bytes, SipMessage? Message, Action<string>? Failed)>? _waiting = [];
    private IByteStream? _stream;
    private int _waitingBytes;

    public SipStream(SipTransport owner, SipTarget target)
    {
        (_owner, Target) = (owner, target);
        _framer = new SipFramer(owner.Options.Limits);
        Use = new LinkedListNode<SipStream>(this);
    }

    public SipTarget Target { get; }

    /// <summary>Its place among the owner's streams, least recently used first.</summary>
    public LinkedListNode<SipStream> Use { get; }

    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether this host opened it.</summary>
    public bool IsOurs { get; set; }

    public IPEndPoint? Local => _stream?.Local;

    public void Opened(IByteStream stream)
    {
        if (!IsUsable)
        {
            stream.Close();
            return;
        }

        _stream = stream;
        stream.Received = Received;
        stream.Closed = _ => Lose();
        var waiting = _waiting ?? [];
        _waiting = null;
        foreach (var (bytes, message, failed) in waiting)
        {
            Send(bytes, message, failed);
        }
    }

    public void FailedToOpen(string reason)
    {
        var waiting = _waiting ?? [];
        _waiting = null;
        End();
        foreach (var (_, _, failed) in waiting)
        {
            failed?.Invoke(reason);
        }
    }

    public void Send(ReadOnlyMemory<byte> bytes, SipMessage? message, Action<string>? failed)
    {
        if (_waiting is { } waiting)
        {
            if (_waitingBytes + bytes.Length > MaxWaitingBytes)
            {
                _owner.Loop.Post(() => failed?.Invoke($"{_waitingBytes} bytes wait already for the connection to {Target} to open"));
                return;
            }

            _waitingBytes += bytes.Length;
            waiting.Add((bytes, message, failed));
            return;
        }

        if (_stream is not { IsOpen: true } stream)
        {
            _owner.Loop.Post(() => failed?.Invoke($"the connection to {Target} is closed"));
            return;
        }

        _owner.ReportSent(bytes, message, Target, stream.Local);
        stream.Send(bytes);
    }

    /// <summary>Sends what is under way and closes; the owner forgets it.</summary>
    public void Close()
    {
        var stream = _stream;
        End();
        stream?.Close();
    }

    private void Received(ReadOnlyMemory<byte> bytes)
    {
        _framer.Append(bytes);
        while (IsUsable)
        {
            var status = _framer.TryTake(out var message, out var taken, out var error);
            if (status == ReadStatus.Incomplete)
            {
                return;
            }

            _owner.Touch(this);
            _owner.OnReceived(taken, message, error, this);
            if (status == ReadStatus.Malformed)
            {
                // Where the next message begins is anybody's guess (RFC 3261 18.3 gives no way to find out).
                var stream = _stream;
                Lose();
                stream?.Close();
            }
        }
    }

    private void Lose()
    {
        if (IsUsable)
        {
            End();
            if (IsOurs)
            {
                _owner.OnLost(this);
            }
        }
    }

    private void End()
    {
        if (IsUsable)
        {
            IsUsable = false;
            _stream = null;
            _owner.Forget(this);
        }
    }
}
