namespace Conformance.Stack.Sip.Transactions;

/// <summary>States of both client machines.</summary>
public enum ClientState
{
    /// <summary>Sent, nothing heard (Trying for a non-INVITE).</summary>
    Calling,

    /// <summary>A provisional response has come.</summary>
    Proceeding,

    /// <summary>A final response has come; copies are absorbed (INVITE: a non-2xx, and acknowledged).</summary>
    Completed,

    /// <summary>INVITE only: a 2xx has come, and more may (RFC 6026).</summary>
    Accepted,

    /// <summary>Over.</summary>
    Terminated,
}

/// <summary>A client transaction as its driver sees it.</summary>
public interface IClientMachine
{
    /// <summary>Where it stands.</summary>
    ClientState State { get; }

    /// <summary>When <see cref="Elapsed"/> must be called next; null for never. May change with any input.</summary>
    DateTimeOffset? Deadline { get; }

    /// <summary>The first input.</summary>
    TransactionEffects Start(DateTimeOffset now);

    /// <summary>A response that matches this transaction.</summary>
    TransactionEffects Response(int status, DateTimeOffset now);

    /// <summary>Time has passed. Call again until <see cref="Deadline"/> lies ahead.</summary>
    TransactionEffects Elapsed(DateTimeOffset now);

    /// <summary>What was to be sent could not be.</summary>
    TransactionEffects TransportError();
}
