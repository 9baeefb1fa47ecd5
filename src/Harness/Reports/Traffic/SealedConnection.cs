using System.Net;
using Conformance.Stack.Net;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>One TLS connection of a run.</summary>
internal sealed class SealedConnection(SealedTraffic traffic, IPEndPoint local, IPEndPoint remote, bool accepted) : ICipherConnection
{
    // RFC 8446 5.1, 4.1.2: record header, handshake header and legacy version come before the 32 octets of random.
    private const int RecordHeader = 5;
    private const int BeforeRandom = RecordHeader + 4 + 2;
    private const int Random = 32;
    private const byte HandshakeRecord = 22;
    private const byte ClientHello = 1;

    private readonly List<byte> _beginning = [];
    private DateTimeOffset? _begunAt;

    internal IPEndPoint Local => local;

    internal IPEndPoint Remote => remote;

    /// <summary>True when the peer opened it.</summary>
    internal bool Accepted => accepted;

    /// <summary>When its first octets crossed the socket.</summary>
    internal DateTimeOffset BegunAt => _begunAt ?? DateTimeOffset.MaxValue;

    /// <summary>By what key logs know it, in hexadecimal digits; null until the ClientHello was seen.</summary>
    internal string? ClientRandom { get; private set; }

    /// <summary>True when the capture has its secrets.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>True when its secrets may not be told.</summary>
    internal bool IsWithheld { get; set; }

    public void Crossed(DateTimeOffset at, bool inbound, ReadOnlySpan<byte> octets) => traffic.Keep(this, at, inbound, octets);

    /// <summary>Notes when it began, and the random octets of its client.</summary>
    internal void Look(DateTimeOffset at, bool inbound, ReadOnlySpan<byte> octets)
    {
        _begunAt ??= at;
        if (inbound != accepted || ClientRandom is not null || _beginning.Count >= BeforeRandom + Random)
        {
            return;
        }

        _beginning.AddRange(octets[..Math.Min(octets.Length, BeforeRandom + Random - _beginning.Count)]);
        if (_beginning.Count == BeforeRandom + Random && _beginning[0] == HandshakeRecord && _beginning[RecordHeader] == ClientHello)
        {
            ClientRandom = Convert.ToHexString([.. _beginning[BeforeRandom..]]);
        }
    }
}

/// <summary>A run of octets that crossed the socket of a TLS connection at once.</summary>
/// <param name="Connection">Of which connection.</param>
/// <param name="At">When.</param>
/// <param name="Inbound">True when they came in.</param>
/// <param name="Offset">Where they are kept.</param>
/// <param name="Length">How many.</param>
internal readonly record struct SealedPiece(SealedConnection Connection, DateTimeOffset At, bool Inbound, long Offset, int Length);
