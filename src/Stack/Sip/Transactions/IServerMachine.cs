namespace Conformance.Stack.Sip.Transactions;

/// <summary>States of both server machines.</summary>
public enum ServerState
{
    /// <summary>Received, nothing answered yet (an INVITE is in Proceeding from the start).</summary>
    Trying,

    /// <summary>A provisional response was sent, or may be.</summary>
    Proceeding,

    /// <summary>A final response was sent (INVITE: a non-2xx, not acknowledged yet).</summary>
    Completed,

    /// <summary>INVITE only: acknowledged; further ACKs are absorbed.</summary>
    Confirmed,

    /// <summary>INVITE only: a 2xx was sent; copies of the request are absorbed (RFC 6026).</summary>
    Accepted,

    /// <summary>Over.</summary>
    Terminated,
}

/// <summary>A server transaction as its driver sees it.</summary>
public interface IServerMachine
{
    /// <summary>Where it stands.</summary>
    ServerState State { get; }

    /// <summary>When <see cref="Elapsed"/> must be called next; null for never. May change with any input.</summary>
    DateTimeOffset? Deadline { get; }

    /// <summary>The request came for the first time; it is delivered by whoever made the machine.</summary>
    TransactionEffects Start(DateTimeOffset now);

    /// <summary>A copy of the request came.</summary>
    TransactionEffects Repeated();

    /// <summary>An ACK that matches this transaction came.</summary>
    TransactionEffects Acknowledged(DateTimeOffset now);

    /// <summary>The user answers.</summary>
    TransactionEffects Respond(int status, DateTimeOffset now);

    /// <summary>Time has passed. Call again until <see cref="Deadline"/> lies ahead.</summary>
    TransactionEffects Elapsed(DateTimeOffset now);

    /// <summary>The response could not be sent.</summary>
    TransactionEffects TransportError();
}
