using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>
/// One end of an MSRP session. Made by <see cref="MsrpEndpoint.CreateSession"/>, started when the peer's path is known. A passive session
/// takes requests before that. Lives on the loop of its endpoint.
/// </summary>
public sealed class MsrpSession
{
    /// <summary>Our URI, for the path attribute and for From-Path.</summary>
    public MsrpUri Local => throw new NotImplementedException();

    /// <summary>The peer's path, next hop first; empty before <see cref="Start"/>.</summary>
    public IReadOnlyList<MsrpUri> Remote => throw new NotImplementedException();

    /// <summary>Who connects; null before <see cref="Start"/>.</summary>
    public MsrpRole? Role => throw new NotImplementedException();

    /// <summary>The connection it is bound to, if any.</summary>
    public MsrpConnection? Connection => throw new NotImplementedException();

    /// <summary>Bound to an open connection and started: what is queued goes out.</summary>
    public bool IsUp => throw new NotImplementedException();

    /// <summary>Who answers in this session; the endpoint's policy unless set.</summary>
    public MsrpReplyPolicy Replies { get; set; } = MsrpReplyPolicy.Standard;

    /// <summary>
    /// The media types content may have, such as <c>message/cpim</c>, <c>text/*</c> and <c>*</c>; others earn a 415. Null takes every type.
    /// </summary>
    public IReadOnlyList<string>? AcceptTypes { get; set; }

    /// <summary>It went up.</summary>
    public event Action? Up { add { } remove { } }

    /// <summary>Every request that came in, before it is answered: chunks of SEND, REPORT, unknown methods.</summary>
    public event Action<MsrpMessage>? Request { add { } remove { } }

    /// <summary>A complete message with a body, after its last chunk was answered.</summary>
    public event Action<MsrpReceived>? Message { add { } remove { } }

    /// <summary>The peer gave up the message with this Message-ID.</summary>
    public event Action<string>? MessageAborted { add { } remove { } }

    /// <summary>A response, whether or not it matches a request of ours.</summary>
    public event Action<MsrpMessage>? Response { add { } remove { } }

    /// <summary>A REPORT.</summary>
    public event Action<MsrpMessage>? Report { add { } remove { } }

    /// <summary>A message of ours failed.</summary>
    public event Action<MsrpTransfer, MsrpFailure>? Failed { add { } remove { } }

    /// <summary>The connection was lost or could not be opened; the reason. The session is over (RFC 4975 5.4). Not raised by <see cref="Close"/>.</summary>
    public event Action<string>? Closed { add { } remove { } }

    /// <summary>Gives the peer's path and says who connects; the active side connects at once.</summary>
    public void Start(IReadOnlyList<MsrpUri> remotePath, MsrpRole role) => throw new NotImplementedException();

    /// <summary>Queues a message. It is written from the next turn of the loop on, once the session is up.</summary>
    public MsrpTransfer Send(MsrpOutgoing outgoing) => throw new NotImplementedException();

    /// <summary>The chunks <see cref="Send"/> would write, uninterrupted, for a caller that means to edit or reorder them.</summary>
    public IReadOnlyList<MsrpMessage> Compose(MsrpOutgoing outgoing) => throw new NotImplementedException();

    /// <summary>Writes octets at once, ahead of everything queued; a chunk under way is interrupted first.</summary>
    /// <exception cref="InvalidOperationException">The session is bound to no connection.</exception>
    public void SendRaw(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    /// <summary>Writes a REPORT about a message of the peer's.</summary>
    /// <param name="about">A chunk of it, for path and Message-ID.</param>
    /// <param name="range">The octets it is about.</param>
    /// <param name="status">An MSRP status code.</param>
    /// <param name="comment">Text after the code.</param>
    public void SendReport(MsrpMessage about, MsrpByteRange range, int status, string? comment = null) => throw new NotImplementedException();

    /// <summary>Ends the session. The connection closes when no other session uses it.</summary>
    public void Close() => throw new NotImplementedException();
}
