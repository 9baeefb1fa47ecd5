namespace Conformance.Stack.Msrp;

/// <summary>How far a message of ours has come.</summary>
public enum MsrpTransferState
{
    /// <summary>Not a single octet was written.</summary>
    Waiting,

    /// <summary>Partly written.</summary>
    Sending,

    /// <summary>Interrupted by its user, between two chunks.</summary>
    Paused,

    /// <summary>Written completely.</summary>
    Sent,

    /// <summary>Given up by its user, or because of an error response.</summary>
    Aborted,
}

/// <summary>A message being sent.</summary>
public sealed class MsrpTransfer
{
    /// <summary>The message.</summary>
    public MsrpOutgoing Outgoing => throw new NotImplementedException();

    /// <summary>The MSRP Message-ID it carries.</summary>
    public string MessageId => throw new NotImplementedException();

    /// <summary>How far it has come.</summary>
    public MsrpTransferState State => throw new NotImplementedException();

    /// <summary>Octets of the body written so far.</summary>
    public int OctetsSent => throw new NotImplementedException();

    /// <summary>The first thing that went wrong; null as long as nothing did.</summary>
    public MsrpFailure? Failure => throw new NotImplementedException();

    /// <summary>The last octet was written.</summary>
    public event Action? Sent { add { } remove { } }

    /// <summary>It is written and every chunk was answered 200. Never raised unless <see cref="MsrpOutgoing.WantsResponses"/>.</summary>
    public event Action? Accepted { add { } remove { } }

    /// <summary>The first failure.</summary>
    public event Action<MsrpFailure>? Failed { add { } remove { } }

    /// <summary>Ends the chunk under way with <c>+</c> and waits for <see cref="Resume"/>.</summary>
    public void Interrupt() => throw new NotImplementedException();

    /// <summary>Goes on after <see cref="Interrupt"/>, with the next octet and a new transaction.</summary>
    public void Resume() => throw new NotImplementedException();

    /// <summary>Gives the message up: the chunk under way ends with <c>#</c>, or an empty chunk says so. Nothing is sent when nothing was.</summary>
    public void Abort() => throw new NotImplementedException();
}
