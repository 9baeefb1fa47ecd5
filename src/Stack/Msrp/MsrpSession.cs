using Conformance.Stack.Msrp.Machines;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>
/// One end of an MSRP session. Made by <see cref="MsrpEndpoint.CreateSession"/>, started when the peer's path is known. A passive session
/// takes requests before that. Lives on the loop of its endpoint.
/// </summary>
public sealed class MsrpSession
{
    private readonly MsrpEndpoint _endpoint;
    private readonly IdSource _ids;
    private IDisposable? _timer;

    internal MsrpSession(MsrpEndpoint endpoint, MsrpUri local)
    {
        (_endpoint, Local, Replies) = (endpoint, local, endpoint.Settings.Replies);

        // Of the session, not of how much others have sent: what goes through one session does not depend on the others.
        _ids = endpoint.Ids.Child(local.SessionId ?? "");
        Machine = new SessionMachine(local, _ids, endpoint.Settings);
    }

    /// <summary>Our URI, for the path attribute and for From-Path.</summary>
    public MsrpUri Local { get; }

    /// <summary>The peer's path, next hop first; empty before <see cref="Start"/>.</summary>
    public IReadOnlyList<MsrpUri> Remote => Machine.Remote;

    /// <summary>Who connects; null before <see cref="Start"/>.</summary>
    public MsrpRole? Role { get; private set; }

    /// <summary>The connection it is bound to, if any.</summary>
    public MsrpConnection? Connection { get; private set; }

    /// <summary>Bound to an open connection and started: what is queued goes out.</summary>
    public bool IsUp => !IsClosed && Connection is { IsOpen: true } && Role is not null;

    /// <summary>It was closed or lost, and will not come back.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Who answers in this session; the endpoint's policy unless set.</summary>
    public MsrpReplyPolicy Replies { get; set; }

    /// <summary>
    /// The media types content may have, such as <c>message/cpim</c>, <c>text/*</c> and <c>*</c>; others earn a 415. Null takes every type.
    /// </summary>
    public IReadOnlyList<string>? AcceptTypes
    {
        get => Machine.AcceptTypes;
        set => Machine.AcceptTypes = value;
    }

    /// <summary>It went up.</summary>
    public event Action? Up;

    /// <summary>Every request that came in, before it is answered: chunks of SEND, REPORT, unknown methods.</summary>
    public event Action<MsrpMessage>? Request;

    /// <summary>A complete message with a body, after its last chunk was answered.</summary>
    public event Action<MsrpReceived>? Message;

    /// <summary>The peer gave up the message with this Message-ID.</summary>
    public event Action<string>? MessageAborted;

    /// <summary>A response, whether or not it matches a request of ours.</summary>
    public event Action<MsrpMessage>? Response;

    /// <summary>A REPORT.</summary>
    public event Action<MsrpMessage>? Report;

    /// <summary>A message of ours failed.</summary>
    public event Action<MsrpTransfer, MsrpFailure>? Failed;

    /// <summary>
    /// The session is over, by no doing of ours: connection lost or not to be had (RFC 4975 5.4), or disowned by the peer with 481 or 506. The reason.
    /// </summary>
    public event Action<string>? Closed;

    internal SessionMachine Machine { get; }

    /// <summary>Gives the peer's path and says who connects; the active side connects at once.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start(IReadOnlyList<MsrpUri> remotePath, MsrpRole role)
    {
        if (Role is not null || remotePath.Count == 0)
        {
            throw new InvalidOperationException(Role is null ? "A path has at least one URI." : "The session was started before.");
        }

        Machine.Remote = remotePath;
        Role = role;
        if (IsClosed)
        {
            return;
        }

        if (IsUp)
        {
            GoUp();
        }
        else if (role == MsrpRole.Active)
        {
            _endpoint.Dial(this);
        }
    }

    /// <summary>Queues a message. It is written from the next turn of the loop on, once the session is up.</summary>
    public MsrpTransfer Send(MsrpOutgoing outgoing)
    {
        var transfer = Machine.Queue(outgoing, Wake);
        Wake();
        return transfer;
    }

    /// <summary>The chunks <see cref="Send"/> would write, uninterrupted, for a caller that means to edit or reorder them.</summary>
    public IReadOnlyList<MsrpMessage> Compose(MsrpOutgoing outgoing) => Machine.Compose(outgoing);

    /// <summary>Writes octets at once, ahead of everything queued; a chunk under way is interrupted first.</summary>
    /// <exception cref="InvalidOperationException">The session is bound to no connection.</exception>
    public void SendRaw(ReadOnlyMemory<byte> bytes) =>
        (Connection ?? throw new InvalidOperationException("The session is bound to no connection.")).SendRaw(bytes);

    /// <summary>Writes a REPORT about a message of the peer's.</summary>
    /// <param name="about">A chunk of it, for path and Message-ID.</param>
    /// <param name="range">The octets it is about.</param>
    /// <param name="status">An MSRP status code.</param>
    /// <param name="comment">Text after the code.</param>
    /// <exception cref="InvalidOperationException">The session is bound to no connection.</exception>
    public void SendReport(MsrpMessage about, MsrpByteRange range, int status, string? comment = null) =>
        SendRaw(ComposeReport(about, range, status, comment));

    /// <summary>Ends the session. The connection closes when no other session uses it.</summary>
    public void Close()
    {
        if (!IsClosed)
        {
            End();
            Connection?.Detach(this);
        }
    }

    /// <summary>Whether requests on this connection are for us: they are from now on if the session has no connection yet.</summary>
    internal bool TryBind(MsrpConnection connection)
    {
        if (Connection is null && Role != MsrpRole.Active && (!Local.IsSecure || connection.Kind == TransportKind.Tls))
        {
            Bind(connection);
        }

        return Connection == connection;
    }

    internal void Bind(MsrpConnection connection)
    {
        Connection = connection;
        connection.Attach(this);
        if (IsUp)
        {
            GoUp();
        }
    }

    internal void Receive(MsrpMessage message)
    {
        (message.IsResponse ? Response : Request)?.Invoke(message);
        if (message.Method == "REPORT")
        {
            Report?.Invoke(message);
        }

        var effects = new List<SessionEffect>();
        Machine.Receive(message, effects);
        Apply(effects);
    }

    internal void Apply(List<SessionEffect> effects)
    {
        foreach (var effect in effects)
        {
            Apply(effect);
        }

        SetTimer();
    }

    internal void Lose(string reason)
    {
        if (IsClosed)
        {
            return;
        }

        End();
        var effects = new List<SessionEffect>();
        Machine.Lose(reason, effects);
        Apply(effects);
        Closed?.Invoke(reason);
    }

    private void GoUp()
    {
        if (Role == MsrpRole.Active && _endpoint.Settings.SendsOpener)
        {
            Machine.Queue(new MsrpOutgoing(), Wake, first: true);
        }

        Wake();
        Up?.Invoke();
    }

    private void Apply(SessionEffect effect)
    {
        switch (effect)
        {
            case SessionEffect.Answer answer:
                Respond(answer);
                break;
            case SessionEffect.Deliver deliver:
                Take(deliver.Message);
                break;
            case SessionEffect.PeerAborted aborted:
                MessageAborted?.Invoke(aborted.MessageId);
                break;
            case SessionEffect.Sent sent:
                sent.Transfer.RaiseSent();
                break;
            case SessionEffect.Accepted accepted:
                accepted.Transfer.RaiseAccepted();
                break;
            case SessionEffect.Delivered delivered:
                delivered.Transfer.RaiseDelivered();
                break;
            case SessionEffect.Failed failed:
                failed.Transfer.RaiseFailed(failed.Failure);
                Failed?.Invoke(failed.Transfer, failed.Failure);
                break;
            case SessionEffect.Over over:
                var connection = Connection;
                Lose(over.Reason);
                connection?.Detach(this);
                break;
        }
    }

    private void Respond(SessionEffect.Answer answer)
    {
        if (Connection is { } connection)
        {
            var reply = Replies.Respond(new MsrpArrival(this, answer.Request, answer.Status, answer.Reason));
            _endpoint.Reply(connection, reply, status => Compose(answer.Request, status));
        }
    }

    private ReadOnlyMemory<byte> Compose(MsrpMessage request, MsrpReply.Status status)
    {
        var response = request.Respond(status.Code, status.Comment);
        if (request.FromPath.Count == 0)
        {
            response.To(Remote.Take(1));
        }

        return request.FromPath.Count + Remote.Count == 0 ? default : response.ToBytes();
    }

    private void Take(MsrpReceived message)
    {
        if (Connection is { } connection)
        {
            var range = new MsrpByteRange(1, message.Body.Length, message.Body.Length);
            _endpoint.Reply(connection, Replies.Report(this, message), status => ComposeReport(message.First, range, status.Code, status.Comment));
        }

        if (message.First.HasBody || message.Chunks > 1)
        {
            Message?.Invoke(message);
        }
    }

    private byte[] ComposeReport(MsrpMessage about, MsrpByteRange range, int status, string? comment) =>
        MsrpMessage.Report(_ids.MsrpTransaction())
            .To(about.FromPath.Count > 0 ? about.FromPath : Remote)
            .From(Local)
            .MessageId(about.MessageId ?? "")
            .ByteRange(range.Start, range.End, range.Total)
            .Status(status, comment)
            .ToBytes();

    private void Wake()
    {
        if (IsUp)
        {
            Connection?.Wake();
        }
    }

    private void End()
    {
        IsClosed = true;
        _timer?.Dispose();
        _timer = null;
        _endpoint.Forget(this);
    }

    private void SetTimer()
    {
        var deadline = IsClosed ? null : Machine.Deadline;
        if (deadline is null)
        {
            _timer?.Dispose();
            _timer = null;
        }
        else
        {
            _timer ??= _endpoint.Network.Loop.After(deadline.Value - _endpoint.Now, TimeIsUp);
        }
    }

    private void TimeIsUp()
    {
        _timer = null;
        var effects = new List<SessionEffect>();
        Machine.Tick(_endpoint.Now, effects);
        Apply(effects);
    }
}
