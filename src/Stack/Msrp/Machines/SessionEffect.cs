using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>What a session machine wants done, in the order of its list.</summary>
internal abstract record SessionEffect
{
    private SessionEffect()
    {
    }

    /// <summary>A request earned this status; whether it is answered is for the policy to say.</summary>
    public sealed record Answer(MsrpMessage Request, int Status, string? Reason) : SessionEffect;

    /// <summary>A complete message: a success report may be due, and its user wants it if it has a body.</summary>
    public sealed record Deliver(MsrpReceived Message) : SessionEffect;

    /// <summary>The peer gave a message up.</summary>
    public sealed record PeerAborted(string MessageId) : SessionEffect;

    /// <summary>The last octet of a message of ours was written.</summary>
    public sealed record Sent(MsrpTransfer Transfer) : SessionEffect;

    /// <summary>Every chunk of a message of ours was answered 200.</summary>
    public sealed record Accepted(MsrpTransfer Transfer) : SessionEffect;

    /// <summary>Success reports cover a message of ours.</summary>
    public sealed record Delivered(MsrpTransfer Transfer) : SessionEffect;

    /// <summary>A message of ours failed.</summary>
    public sealed record Failed(MsrpTransfer Transfer, MsrpFailure Failure) : SessionEffect;

    /// <summary>The peer says that there is no such session, or that it is bound elsewhere.</summary>
    public sealed record Over(string Reason) : SessionEffect;
}
