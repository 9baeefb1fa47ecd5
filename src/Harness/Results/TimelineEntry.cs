namespace Conformance.Harness.Results;

/// <summary>How an arrow on the timeline relates to the scenario.</summary>
public enum ArrowMark
{
    /// <summary>Sent by the harness, or received and matched by a step.</summary>
    Expected,

    /// <summary>Allowed without being drawn: a retransmission, a 100, an acknowledgement, declared background traffic.</summary>
    Tolerated,

    /// <summary>Received although no step asks for it.</summary>
    Unexpected,

    /// <summary>Received although a Never step forbids it.</summary>
    Forbidden,
}

/// <summary>One line of what happened in a case, in order of time. A closed set of kinds.</summary>
/// <param name="Index">Position in the timeline, from 0.</param>
/// <param name="At">Time since the case began.</param>
public abstract record TimelineEntry(int Index, TimeSpan At)
{
    /// <summary>A message on the wire, exactly as its bytes were sent or received.</summary>
    public sealed record Wire(int Index, TimeSpan At) : TimelineEntry(Index, At)
    {
        /// <summary>Name of the party it left.</summary>
        public required string From { get; init; }

        /// <summary>Name of the party it went to.</summary>
        public required string To { get; init; }

        /// <summary>True when the system under test emitted it.</summary>
        public required bool FromSut { get; init; }

        /// <summary>SIP or MSRP.</summary>
        public required string Protocol { get; init; }

        /// <summary>UDP, TCP or TLS.</summary>
        public required string Transport { get; init; }

        /// <summary>Short text for the ladder, such as <c>MESSAGE im(M1 pos)</c> or <c>202 Accepted</c>.</summary>
        public required string Label { get; init; }

        /// <summary>The octets of the message.</summary>
        public required ReadOnlyMemory<byte> Bytes { get; init; }

        /// <summary>What its envelopes hold that the case has keys for, from outside in; nobody could read it in the octets.</summary>
        public IReadOnlyList<OpenedEnvelope> Opened { get; init; } = [];

        /// <summary>Its place among the octets that the journal has of its case, from 0; null where there is no journal.</summary>
        public int? Place { get; init; }

        /// <summary>How it relates to the scenario.</summary>
        public required ArrowMark Mark { get; init; }

        /// <summary>True when the harness broke a rule on purpose.</summary>
        public bool Provocation { get; init; }
    }

    /// <summary>An arrow that was awaited and did not come.</summary>
    public sealed record Missing(int Index, TimeSpan At, string From, string To, string Label, TimeSpan Waited) : TimelineEntry(Index, At);

    /// <summary>A control action: somebody was made to act (send, read, fail, refuse).</summary>
    public sealed record Action(int Index, TimeSpan At, string Party, string Text) : TimelineEntry(Index, At);

    /// <summary>Something the user of the system under test saw, reported by its upper tester.</summary>
    public sealed record UserEvent(int Index, TimeSpan At, string Party, string Text) : TimelineEntry(Index, At);

    /// <summary>A remark of the engine: a fence opened or closed, a wait of a stated length.</summary>
    public sealed record Note(int Index, TimeSpan At, string Text) : TimelineEntry(Index, At);
}
