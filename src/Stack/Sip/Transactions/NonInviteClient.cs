namespace Conformance.Stack.Sip.Transactions;

/// <summary>The non-INVITE client transaction (RFC 3261 17.1.2, figure 6), without I/O: inputs and the time go in, effects and a deadline come out.</summary>
/// <param name="reliable">TCP or TLS: nothing is sent again and nothing lingers.</param>
public sealed class NonInviteClient(SipTimers timers, bool reliable) : IClientMachine
{
    private DateTimeOffset? _timerE;
    private DateTimeOffset? _timerF;
    private DateTimeOffset? _timerK;
    private TimeSpan _pause;

    /// <summary>Where it stands; starts as <see cref="ClientState.Calling"/>, which the RFC calls Trying here.</summary>
    public ClientState State { get; private set; } = ClientState.Calling;

    /// <inheritdoc/>
    public DateTimeOffset? Deadline => State switch
    {
        ClientState.Terminated => null,
        ClientState.Completed => _timerK,
        _ => _timerE < _timerF ? _timerE : _timerF,
    };

    /// <inheritdoc/>
    public TransactionEffects Start(DateTimeOffset now)
    {
        _pause = timers.T1;
        _timerE = reliable ? null : now + _pause;
        _timerF = now + timers.GiveUpAfter;
        return TransactionEffects.SendRequest;
    }

    /// <inheritdoc/>
    public TransactionEffects Response(int status, DateTimeOffset now)
    {
        if (State is ClientState.Completed or ClientState.Terminated)
        {
            return TransactionEffects.Absorbed;
        }

        if (status < 200)
        {
            State = ClientState.Proceeding;
            return TransactionEffects.Deliver;
        }

        if (reliable)
        {
            State = ClientState.Terminated;
            return TransactionEffects.Deliver | TransactionEffects.Terminated;
        }

        State = ClientState.Completed;
        _timerK = now + timers.T4;
        return TransactionEffects.Deliver;
    }

    /// <inheritdoc/>
    public TransactionEffects Elapsed(DateTimeOffset now)
    {
        switch (State)
        {
            case ClientState.Completed when now >= _timerK:
                State = ClientState.Terminated;
                return TransactionEffects.Terminated;

            case ClientState.Calling or ClientState.Proceeding when now >= _timerF:
                State = ClientState.Terminated;
                return TransactionEffects.TimedOut | TransactionEffects.Terminated;

            case ClientState.Calling or ClientState.Proceeding when now >= _timerE:
                var doubled = 2 * _pause;
                _pause = State == ClientState.Proceeding || doubled > timers.T2 ? timers.T2 : doubled;
                _timerE = now + _pause;
                return TransactionEffects.SendRequest;

            default:
                return TransactionEffects.None;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects TransportError()
    {
        if (State is ClientState.Completed or ClientState.Terminated)
        {
            return TransactionEffects.None;
        }

        State = ClientState.Terminated;
        return TransactionEffects.Failed | TransactionEffects.Terminated;
    }
}
