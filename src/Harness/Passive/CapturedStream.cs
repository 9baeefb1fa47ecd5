using System.Net;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Harness.Passive;

/// <summary>One direction of a TCP connection, cut into messages. What speaks neither SIP nor MSRP is passed over.</summary>
internal sealed class CapturedStream(IPEndPoint from, IPEndPoint to)
{
    // A start line ends within so many octets, or the connection speaks something else.
    private const int LongestGuess = 1024;

    private readonly SegmentQueue _segments = new();
    private byte[] _undecided = [];
    private SipFramer? _sip;
    private MsrpReader? _msrp;
    private bool _isOther;

    /// <summary>Octets that were never captured.</summary>
    internal long Missing => _segments.Missing;

    /// <summary>True when it is TLS, of which nothing can be read.</summary>
    internal bool IsTls { get; private set; }

    /// <summary>Takes a segment and gives the messages that are complete with it.</summary>
    internal IEnumerable<CapturedMessage> Take(CapturedPacket packet, CapturedPacket.TcpSegment segment)
    {
        if (segment.Opens)
        {
            BeginAnew();
        }

        foreach (var (octets, afterGap) in _segments.Take(segment, packet.Payload))
        {
            if (afterGap)
            {
                // The message that the gap cut through is lost; whether another one begins here shows.
                BeginAnew();
            }

            Append(octets);
            while (Next(packet.At, octets) is { } message)
            {
                yield return message;
            }
        }
    }

    private void BeginAnew() => (_undecided, _sip, _msrp, _isOther) = ([], null, null, false);

    private void Append(ReadOnlyMemory<byte> octets)
    {
        if (_sip is null && _msrp is null && !_isOther)
        {
            octets = _undecided = [.. _undecided, .. octets.Span];
            Decide();
        }

        _sip?.Append(octets);
        _msrp?.Append(octets.Span);
    }

    private void Decide()
    {
        var octets = _undecided.AsSpan().TrimStart("\r\n"u8);
        if (octets.Length < 6)
        {
            return;
        }

        IsTls |= octets[0] is 0x16 or 0x17 && octets[1] == 0x03;
        var end = octets.IndexOf((byte)'\n');
        var line = end < 0 ? octets : octets[..end];
        if (octets.StartsWith("MSRP "u8))
        {
            _msrp = new MsrpReader();
        }
        else if (line.IndexOf("SIP/2.0"u8) >= 0)
        {
            _sip = new SipFramer(WireLimits.Default);
        }
        else
        {
            _isOther = end >= 0 || octets.Length >= LongestGuess || IsTls;
        }
    }

    private CapturedMessage? Next(DateTimeOffset at, ReadOnlyMemory<byte> octets)
    {
        if (_sip is not null)
        {
            return _sip.TryTake(out var message, out var bytes, out var error) is ReadStatus.Incomplete ? null : Taken(bytes, error) with { Sip = message };
        }

        // A reader of MSRP keeps what it cannot read: the octets that broke it stand for the message.
        return _msrp is null || _msrp.TryRead(out var chunk, out var fault) is ReadStatus.Incomplete ? null : Taken(chunk?.Bytes ?? octets, fault) with { Msrp = chunk };

        CapturedMessage Taken(ReadOnlyMemory<byte> bytes, WireError? error)
        {
            if (error is not null)
            {
                // Nobody knows where the next message begins: the rest of the connection is passed over.
                (_sip, _msrp, _isOther) = (null, null, true);
            }

            return new CapturedMessage(at, from, to, TransportKind.Tcp, bytes) { Malformed = error };
        }
    }
}
