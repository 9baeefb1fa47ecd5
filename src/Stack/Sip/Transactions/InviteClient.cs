namespace Conformance.Stack.Sip.Transactions;

/// <summary>The INVITE client transaction (RFC 3261 17.1.1, figure 5) with the Accepted state of RFC 6026 7.2.</summary>
/// <param name="reliable">TCP or TLS: nothing is sent again, and non-2xx copies are not waited for.</param>
public sealed class InviteClient(SipTimers timers, bool reliable) : IClientMachine
{
    private DateTimeOffset? _timerA;
    private DateTimeOffset? _timerB;
    private DateTimeOffset? _end;
    private TimeSpan _pause;

    /// <inheritdoc/>
    public ClientState State { get; private set; } = ClientState.Calling;

    /// <inheritdoc/>
    public DateTimeOffset? Deadline => State switch
    {
        ClientState.Calling => _timerA < _timerB ? _timerA : _timerB,
        ClientState.Completed or ClientState.Accepted => _end,
        _ => null,
    };

    /// <inheritdoc/>
    public TransactionEffects Start(DateTimeOffset now)
    {
        _pause = timers.T1;
        _timerA = reliable ? null : now + _pause;
        _timerB = now + timers.GiveUpAfter;
        return TransactionEffects.SendRequest;
    }

    /// <inheritdoc/>
    public TransactionEffects Response(int status, DateTimeOffset now)
    {
        switch (State)
        {
            case ClientState.Calling or ClientState.Proceeding when status < 200:
                State = ClientState.Proceeding;
                return TransactionEffects.Deliver;

            case ClientState.Calling or ClientState.Proceeding when status < 300:
                // Timer M: forks answer one by one, and each 2xx needs the user's ACK.
                State = ClientState.Accepted;
                _end = now + timers.Timeout;
                return TransactionEffects.Deliver;

            case ClientState.Calling or ClientState.Proceeding when reliable:
                State = ClientState.Terminated;
                return TransactionEffects.SendAck | TransactionEffects.Deliver | TransactionEffects.Terminated;

            case ClientState.Calling or ClientState.Proceeding:
                // Timer D: at least 32 s, the time the server may go on repeating; in a faster lab both ends use 64*T1.
                State = ClientState.Completed;
                _end = now + timers.Timeout;
                return TransactionEffects.SendAck | TransactionEffects.Deliver;

            case ClientState.Completed when status >= 300:
                return TransactionEffects.SendAck | TransactionEffects.Absorbed;

            case ClientState.Accepted when status is >= 200 and < 300:
                return TransactionEffects.Deliver;

            default:
                return TransactionEffects.Absorbed;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects Elapsed(DateTimeOffset now)
    {
        switch (State)
        {
            case ClientState.Completed or ClientState.Accepted when now >= _end:
                State = ClientState.Terminated;
                return TransactionEffects.Terminated;

            case ClientState.Calling when now >= _timerB:
                State = ClientState.Terminated;
                return TransactionEffects.TimedOut | TransactionEffects.Terminated;

            case ClientState.Calling when now >= _timerA:
                _pause *= 2;
                _timerA = now + _pause;
                return TransactionEffects.SendRequest;

            default:
                return TransactionEffects.None;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects TransportError()
    {
        // In Accepted the user sends the ACKs and hears of their failure itself.
        if (State is ClientState.Accepted or ClientState.Terminated)
        {
            return TransactionEffects.None;
        }

        State = ClientState.Terminated;
        return TransactionEffects.Failed | TransactionEffects.Terminated;
    }
}
