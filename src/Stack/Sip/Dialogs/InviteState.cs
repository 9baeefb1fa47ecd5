namespace Conformance.Stack.Sip.Dialogs;

/// <summary>Where a session set up by INVITE stands.</summary>
public enum InviteState
{
    /// <summary>Invited, no final response yet.</summary>
    Early,

    /// <summary>A 2xx was sent or received.</summary>
    Confirmed,

    /// <summary>Refused, timed out, or ended by BYE.</summary>
    Ended,
}
