namespace Conformance.Stack.Sip.Transactions;

/// <summary>The non-INVITE server transaction (RFC 3261 17.2.2, figure 8), with the late 100 of RFC 4320 4.1.</summary>
/// <param name="reliable">TCP or TLS: no 100, and no lingering for copies.</param>
/// <param name="automaticTrying">Send the late 100 when the user has not answered by then.</param>
public sealed class NonInviteServer(SipTimers timers, bool reliable, bool automaticTrying = true) : IServerMachine
{
    private DateTimeOffset? _trying;
    private DateTimeOffset? _timerJ;

    /// <inheritdoc/>
    public ServerState State { get; private set; } = ServerState.Trying;

    /// <inheritdoc/>
    public DateTimeOffset? Deadline => State switch
    {
        ServerState.Trying => _trying,
        ServerState.Completed => _timerJ,
        _ => null,
    };

    /// <inheritdoc/>
    public TransactionEffects Start(DateTimeOffset now)
    {
        _trying = automaticTrying && !reliable ? now + timers.NonInviteTryingAfter : null;
        return TransactionEffects.None;
    }

    /// <inheritdoc/>
    public TransactionEffects Repeated() => State is ServerState.Proceeding or ServerState.Completed
        ? TransactionEffects.SendResponse | TransactionEffects.Absorbed
        : TransactionEffects.Absorbed;

    /// <summary>Not an input of this machine; absorbed.</summary>
    public TransactionEffects Acknowledged(DateTimeOffset now) => TransactionEffects.Absorbed;

    /// <inheritdoc/>
    public TransactionEffects Respond(int status, DateTimeOffset now)
    {
        if (State is ServerState.Completed or ServerState.Terminated)
        {
            return TransactionEffects.Absorbed;
        }

        if (status < 200)
        {
            State = ServerState.Proceeding;
            return TransactionEffects.SendResponse;
        }

        if (reliable)
        {
            State = ServerState.Terminated;
            return TransactionEffects.SendResponse | TransactionEffects.Terminated;
        }

        State = ServerState.Completed;
        _timerJ = now + timers.Timeout;
        return TransactionEffects.SendResponse;
    }

    /// <inheritdoc/>
    public TransactionEffects Elapsed(DateTimeOffset now)
    {
        switch (State)
        {
            case ServerState.Trying when now >= _trying:
                State = ServerState.Proceeding;
                return TransactionEffects.SendTrying;

            case ServerState.Completed when now >= _timerJ:
                State = ServerState.Terminated;
                return TransactionEffects.Terminated;

            default:
                return TransactionEffects.None;
        }
    }

    /// <inheritdoc/>
    public TransactionEffects TransportError()
    {
        if (State == ServerState.Terminated)
        {
            return TransactionEffects.Failed;
        }

        State = ServerState.Terminated;
        return TransactionEffects.Failed | TransactionEffects.Terminated;
    }
}
