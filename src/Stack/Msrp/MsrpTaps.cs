using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>The observers of an endpoint, and what they are shown.</summary>
internal sealed class MsrpTaps(MsrpEndpoint endpoint)
{
    private readonly List<IMsrpTap> _taps = [];

    public IDisposable Add(IMsrpTap tap)
    {
        _taps.Add(tap);
        return new Registration(() => _taps.Remove(tap));
    }

    /// <summary>A chunk in the pieces it was written in.</summary>
    public void Sent(MsrpConnection connection, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        if (_taps.Count > 0)
        {
            Sent(connection, pieces.Count == 1 ? pieces[0] : pieces.SelectMany(piece => piece.ToArray()).ToArray());
        }
    }

    /// <summary>Octets that may be one message, several, or none.</summary>
    public void Sent(MsrpConnection connection, ReadOnlyMemory<byte> bytes)
    {
        while (_taps.Count > 0 && !bytes.IsEmpty)
        {
            var status = MsrpMessage.TryParse(bytes, out var message, out var consumed, out var error);
            if (status != ReadStatus.Complete)
            {
                consumed = bytes.Length;
                error ??= WireError.At(WireReason.Truncated, bytes.Span, bytes.Length);
            }

            var packet = Packet(connection, bytes[..consumed], message, error, outgoing: true);
            foreach (var tap in _taps.ToArray())
            {
                tap.Sent(packet);
            }

            bytes = bytes[consumed..];
        }
    }

    public void Received(MsrpPacket packet)
    {
        foreach (var tap in _taps.ToArray())
        {
            tap.Received(packet);
        }
    }

    public MsrpPacket Packet(MsrpConnection connection, ReadOnlyMemory<byte> bytes, MsrpMessage? message, WireError? error, bool outgoing)
    {
        var own = outgoing ? message?.FromPath : message?.ToPath;
        return new MsrpPacket
        {
            Outgoing = outgoing,
            Transport = connection.Kind,
            Bytes = bytes,
            Message = message,
            Error = error,
            Local = connection.Local,
            Remote = connection.Remote,
            Time = endpoint.Now,
            SessionId = own is { Count: > 0 } && endpoint.Find(own[^1]) is { } session ? session.Local.SessionId : null,
        };
    }

    private sealed class Registration(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
