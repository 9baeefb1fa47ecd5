namespace Conformance.Stack.Sip.Transactions;

/// <summary>
/// What a transaction machine wants done after one input, in this order: send, then deliver, then report its end.
/// </summary>
[Flags]
public enum TransactionEffects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send the request (client), first time or again.</summary>
    SendRequest = 1 << 0,

    /// <summary>Send the ACK to the non-2xx final response at hand (INVITE client).</summary>
    SendAck = 1 << 1,

    /// <summary>Send the latest response (server), first time or again.</summary>
    SendResponse = 1 << 2,

    /// <summary>Send a 100 of our own making (server).</summary>
    SendTrying = 1 << 3,

    /// <summary>Hand the input to the user: a response (client), an ACK to a 2xx (server).</summary>
    Deliver = 1 << 4,

    /// <summary>The input is a copy of something already delivered, or comes too late; it is dropped.</summary>
    Absorbed = 1 << 5,

    /// <summary>The non-2xx response was acknowledged (INVITE server).</summary>
    Acknowledged = 1 << 6,

    /// <summary>Nothing came in time: the response (client), the ACK (INVITE server).</summary>
    TimedOut = 1 << 7,

    /// <summary>The transport failed and the user must hear of it.</summary>
    Failed = 1 << 8,

    /// <summary>The machine is at its end.</summary>
    Terminated = 1 << 9,
}
