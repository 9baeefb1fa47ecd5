using System.Net;
using Conformance.Stack;
using Conformance.Wire;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Passive;

/// <summary>One direction of a TCP connection, cut into messages. What speaks neither SIP nor MSRP is passed over.</summary>
internal sealed class CapturedStream(IPEndPoint from, IPEndPoint to)
{
    private readonly SegmentQueue _segments = new();
    private byte[] _unread = [];
    private Speech _speech = Speech.Unknown;

    private enum Speech
    {
        Unknown,
        Sip,
        Msrp,
        Other,
    }

    /// <summary>Octets that were never captured.</summary>
    internal long Missing => _segments.Missing;

    /// <summary>True when it is TLS, of which nothing can be read.</summary>
    internal bool IsTls { get; private set; }

    /// <summary>Takes a segment and gives the messages that are complete with it.</summary>
    internal IEnumerable<CapturedMessage> Take(CapturedPacket packet, CapturedPacket.TcpSegment segment)
    {
        if (segment.Opens)
        {
            (_unread, _speech) = ([], Speech.Unknown);
        }

        foreach (var (octets, afterGap) in _segments.Take(segment, packet.Payload))
        {
            // The message that the gap cut through is lost; whether another one begins here shows.
            (_unread, _speech) = afterGap ? (octets.ToArray(), Speech.Unknown) : ([.. _unread, .. octets.Span], _speech);
            while (Next(packet.At) is { } message)
            {
                yield return message;
            }
        }
    }

    private CapturedMessage? Next(DateTimeOffset at)
    {
        if (_speech is Speech.Unknown)
        {
            _speech = Guess();
        }

        return _speech switch
        {
            Speech.Sip => NextSip(at),
            Speech.Msrp => NextMsrp(at),
            _ => null,
        };
    }

    private Speech Guess()
    {
        var octets = _unread.AsSpan().TrimStart("\r\n"u8);
        if (octets.Length < 6)
        {
            return Speech.Unknown;
        }

        IsTls |= octets[0] is 0x16 or 0x17 && octets[1] == 0x03;
        var end = octets.IndexOf((byte)'\n');
        var line = end < 0 ? octets : octets[..end];
        return octets.StartsWith("MSRP "u8) ? Speech.Msrp
            : line.IndexOf("SIP/2.0"u8) >= 0 ? Speech.Sip
            : end < 0 && octets.Length < 1024 && !IsTls ? Speech.Unknown
            : Speech.Other;
    }

    private CapturedMessage? NextSip(DateTimeOffset at)
    {
        ReadOnlyMemory<byte> octets = _unread;
        var status = SipMessage.TryParse(octets, SipFraming.Stream, out var message, out var consumed, out var error);
        if (status is ReadStatus.Complete && message is null)
        {
            // Empty lines that keep a connection open.
            _unread = _unread[consumed..];
            return null;
        }

        return Taken(at, status, consumed, error) is { } taken ? taken with { Sip = message } : null;
    }

    private CapturedMessage? NextMsrp(DateTimeOffset at)
    {
        var status = MsrpMessage.TryParse(_unread, out var message, out var consumed, out var error);
        return Taken(at, status, consumed, error) is { } taken ? taken with { Msrp = message } : null;
    }

    /// <summary>Behind something that cannot be read nobody knows where the next message begins: the rest of the connection is passed over.</summary>
    private CapturedMessage? Taken(DateTimeOffset at, ReadStatus status, int consumed, WireError? error)
    {
        if (status is ReadStatus.Incomplete || _unread.Length == 0)
        {
            return null;
        }

        var length = status is ReadStatus.Malformed ? _unread.Length : consumed;
        var taken = new CapturedMessage(at, from, to, TransportKind.Tcp, _unread.AsMemory(0, length)) { Malformed = status is ReadStatus.Malformed ? error : null };
        (_unread, _speech) = status is ReadStatus.Malformed ? ([], Speech.Other) : (_unread[length..], _speech);
        return taken;
    }
}
