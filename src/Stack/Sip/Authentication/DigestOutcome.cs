namespace Conformance.Stack.Sip.Authentication;

/// <summary>What a server finds out about a request's credentials.</summary>
public enum DigestOutcome
{
    /// <summary>They prove the password, with a live nonce and a count not used before.</summary>
    Accepted,

    /// <summary>None for this realm: challenge.</summary>
    Missing,

    /// <summary>Right, but with a nonce that has expired or is not known any more: challenge with stale=true.</summary>
    Stale,

    /// <summary>Right, but this nonce count was used before: a replay. Challenge afresh, and do nothing else.</summary>
    Replayed,

    /// <summary>Wrong password, unknown user, another server's opaque, or a uri that names nobody served: challenge.</summary>
    Refused,

    /// <summary>Parameters are missing or contradictory: 400.</summary>
    Malformed,
}
