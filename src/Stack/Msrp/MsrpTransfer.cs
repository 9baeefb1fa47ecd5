using Conformance.Stack.Msrp.Machines;
using Conformance.Wire.Msrp;

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

    /// <summary>Given up by its user, or because of an error.</summary>
    Aborted,
}

/// <summary>A message being sent.</summary>
public sealed class MsrpTransfer
{
    private readonly Action<MsrpTransfer> _wishChanged;
    private readonly OctetCoverage _reported = new();

    internal MsrpTransfer(MsrpOutgoing outgoing, string messageId, Action<MsrpTransfer> wishChanged)
    {
        (Outgoing, MessageId, _wishChanged) = (outgoing, messageId, wishChanged);
        Body = outgoing.ContentType is null ? default : outgoing.Body;
    }

    /// <summary>The message.</summary>
    public MsrpOutgoing Outgoing { get; }

    /// <summary>The MSRP Message-ID it carries.</summary>
    public string MessageId { get; }

    /// <summary>How far it has come.</summary>
    public MsrpTransferState State { get; internal set; }

    /// <summary>Octets of the body written so far.</summary>
    public int OctetsSent { get; internal set; }

    /// <summary>Chunks that asked for a response and have none yet.</summary>
    public int Unanswered { get; internal set; }

    /// <summary>The first thing that went wrong; null as long as nothing did.</summary>
    public MsrpFailure? Failure { get; private set; }

    /// <summary>The last octet was written.</summary>
    public event Action? Sent;

    /// <summary>It is written and every chunk was answered 200. Never raised unless <see cref="MsrpOutgoing.WantsResponses"/>.</summary>
    public event Action? Accepted;

    /// <summary>REPORTs with status 200 cover every octet.</summary>
    public event Action? Delivered;

    /// <summary>The first failure.</summary>
    public event Action<MsrpFailure>? Failed;

    /// <summary>What is written; nothing for a SEND without body.</summary>
    internal ReadOnlyMemory<byte> Body { get; }

    /// <summary>Idents in the body that stand where an end-line would have its own; null until looked for.</summary>
    internal IReadOnlySet<string>? ForbiddenIds { get; set; }

    internal bool WantsPause { get; private set; }

    internal bool WantsAbort { get; private set; }

    internal bool IsOver => State is MsrpTransferState.Sent or MsrpTransferState.Aborted;

    internal bool IsAccepted => State == MsrpTransferState.Sent && Unanswered == 0 && Failure is null && Outgoing.WantsResponses;

    /// <summary>Ends the chunk under way with <c>+</c> and waits for <see cref="Resume"/>.</summary>
    public void Interrupt()
    {
        WantsPause = !IsOver;
        _wishChanged(this);
    }

    /// <summary>Goes on after <see cref="Interrupt"/>, with the next octet and a new transaction.</summary>
    public void Resume()
    {
        WantsPause = false;
        _wishChanged(this);
    }

    /// <summary>Gives the message up: the chunk under way ends with <c>#</c>, or an empty chunk says so. Nothing is sent when nothing was.</summary>
    public void Abort()
    {
        WantsAbort = !IsOver;
        _wishChanged(this);
    }

    internal void RaiseSent() => Sent?.Invoke();

    internal void RaiseAccepted() => Accepted?.Invoke();

    internal void RaiseDelivered() => Delivered?.Invoke();

    internal void RaiseFailed(MsrpFailure failure) => Failed?.Invoke(failure);

    /// <summary>Notes the first failure; false when there was one before.</summary>
    internal bool Fail(MsrpFailure failure)
    {
        if (Failure is not null)
        {
            return false;
        }

        Failure = failure;
        return true;
    }

    /// <summary>Notes a success report; true when with it every octet is covered.</summary>
    internal bool CoverByReport(MsrpByteRange? range)
    {
        // A REPORT without a usable range, or with an open end, speaks of the whole message.
        _reported.Add([new OctetSpan(range?.Start ?? 1, range is { End: { } end } ? end : Body.Length)]);
        return State == MsrpTransferState.Sent && _reported.Missing(Body.Length) == 0;
    }
}
