namespace Conformance.Stack.Sip.Transactions;

/// <summary>The INVITE server transaction (RFC 3261 17.2.1, figure 7) with the Accepted state of RFC 6026 7.1.</summary>
/// <param name="reliable">TCP or TLS: Timer G is off and Timer I is zero.</param>
/// <param name="automaticTrying">Send a 100 when the user has not answered within <see cref="SipTimers.TryingAfter"/>.</param>
public sealed class InviteServer(SipTimers timers, bool reliable, bool automaticTrying = true) : IServerMachine
{
    private DateTimeOffset? _trying;
    private DateTimeOffset? _timerG;
    private DateTimeOffset? _end;
    private TimeSpan _pause;
    private bool _answered;

    /// <inheritdoc/>
    public ServerState State { get; private set; } = ServerState.Proceeding;

    /// <inheritdoc/>
    public DateTimeOffset? Deadline => State switch
    {
        ServerState.Proceeding => _trying,
        ServerState.Completed => _timerG < _end ? _timerG : _end,
        ServerState.Confirmed or ServerState.Accepted => _end,
        _ => null,
    };

    /// <inheritdoc/>
    public TransactionEffects Start(DateTimeOffset now)
    {
        _trying = automaticTrying ? now + timers.TryingAfter : null;
        return TransactionEffects.None;
    }

    /// <inheritdoc/>
    public TransactionEffects Repeated() => State switch
    {
        ServerState.Proceeding when _answered => TransactionEffects.SendResponse | TransactionEffects.Absorbed,
        ServerState.Completed => TransactionEffects.SendResponse | TransactionEffects.Absorbed,
        _ => TransactionEffects.Absorbed,
    };

    /// <inheritdoc/>
    public TransactionEffects Acknowledged(DateTimeOffset now)
    {
        switch (State)
        {
            case ServerState.Completed when reliable:
                State = ServerState.Terminated;
                return TransactionEffects.Acknowledged | TransactionEffects.Terminated;

            case ServerState.Completed:
                State = ServerState.Confirmed;
                _end = now + timers.T4;
                return TransactionEffects.Acknowledged;

            case ServerState.Accepted:
                return TransactionEffects.Deliver;

            default:
                return TransactionEffects.Absorbed;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects Respond(int status, DateTimeOffset now)
    {
        switch (State)
        {
            case ServerState.Proceeding when status < 200:
                _answered = true;
                _trying = null;
                return TransactionEffects.SendResponse;

            case ServerState.Proceeding when status < 300:
                State = ServerState.Accepted;
                _end = now + timers.Timeout;
                return TransactionEffects.SendResponse;

            case ServerState.Proceeding:
                State = ServerState.Completed;
                _pause = timers.T1;
                _timerG = reliable ? null : now + _pause;
                _end = now + timers.Timeout;
                return TransactionEffects.SendResponse;

            case ServerState.Accepted when status is >= 200 and < 300:
                return TransactionEffects.SendResponse;

            default:
                return TransactionEffects.Absorbed;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects Elapsed(DateTimeOffset now)
    {
        switch (State)
        {
            case ServerState.Proceeding when now >= _trying:
                _trying = null;
                _answered = true;
                return TransactionEffects.SendTrying;

            case ServerState.Completed when now >= _end:
                State = ServerState.Terminated;
                return TransactionEffects.TimedOut | TransactionEffects.Terminated;

            case ServerState.Completed when now >= _timerG:
                var doubled = 2 * _pause;
                _pause = doubled > timers.T2 ? timers.T2 : doubled;
                _timerG = now + _pause;
                return TransactionEffects.SendResponse;

            case ServerState.Confirmed or ServerState.Accepted when now >= _end:
                State = ServerState.Terminated;
                return TransactionEffects.Terminated;

            default:
                return TransactionEffects.None;
        }
    }

    /// <summary>RFC 6026 7.1: a response that could not be sent does not end the transaction, since a copy of the request may bring a better path.</summary>
    public TransactionEffects TransportError() => TransactionEffects.Failed;
}
