namespace Conformance.Wire;

/// <summary>What a codec can say about bytes. Whether a well-formed message obeys its specification is a fourth question, and not a codec's.</summary>
public enum ReadStatus
{
    /// <summary>A whole message was read.</summary>
    Complete,

    /// <summary>The bytes so far may begin a message; ask again with more. Nothing of the message was consumed.</summary>
    Incomplete,

    /// <summary>No further bytes can make this a message.</summary>
    Malformed,
}
