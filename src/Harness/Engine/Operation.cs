using Conformance.Harness.Dsl;

namespace Conformance.Harness.Engine;

/// <summary>What the engine does next: a flow seen from one seat. A closed set of kinds.</summary>
internal abstract record Operation
{
    private Operation()
    {
    }

    /// <summary>A harness party sends a request.</summary>
    internal sealed record Send(Arrow Arrow) : Operation;

    /// <summary>A harness party answers a request of the system under test.</summary>
    internal sealed record Reply(Answer Answer, Arrow Request) : Operation;

    /// <summary>The system under test is told to act.</summary>
    internal sealed record Drive(Control Control) : Operation;

    /// <summary>A harness party does something that is no message.</summary>
    internal sealed record Play(Control Control) : Operation;

    /// <summary>An MSRP session is set up.</summary>
    internal sealed record SetUp(SessionSetup Session) : Operation;

    /// <summary>Time passes.</summary>
    internal sealed record Wait(Quiet Quiet) : Operation;

    /// <summary>A window of silence opens.</summary>
    /// <param name="Never">What must not happen.</param>
    /// <param name="Requests">For answers, the arrow that each of them answers.</param>
    internal sealed record Forbid(Never Never, IReadOnlyDictionary<Answer, Arrow> Requests) : Operation;

    /// <summary>Windows of silence close behind a fence.</summary>
    internal sealed record Close(IReadOnlyList<Never> Nevers) : Operation;

    /// <summary>The fence exchange has come back; its grace runs.</summary>
    internal sealed record Grace(FenceInProgress Fence) : Operation;

    /// <summary>Grace is over and the system under test still answers: silence was evidence.</summary>
    internal sealed record Closed(FenceInProgress Fence) : Operation;

    /// <summary>Something may come from here on, once.</summary>
    internal sealed record Permit(Step Step, bool Again) : Operation;

    /// <summary>Things are awaited, in any order.</summary>
    internal sealed record Await(IReadOnlyList<Expectation> Expectations) : Operation
    {
        /// <summary>The fence that this wait is part of; when it fails the case is inconclusive. Null in the flow proper.</summary>
        internal FenceInProgress? Fence { get; init; }
    }
}

/// <summary>One thing that is awaited from the system under test.</summary>
internal sealed class Expectation(Step step, IReadOnlyList<Step> alternatives)
{
    /// <summary>The step as drawn.</summary>
    internal Step Step { get; } = step;

    /// <summary>The arrows, answers and sights of which one satisfies it; just the step itself unless it is a choice.</summary>
    internal IReadOnlyList<Step> Alternatives { get; } = alternatives;

    /// <summary>For answers, the arrow that each of them answers.</summary>
    internal required IReadOnlyDictionary<Answer, Arrow> Requests { get; init; }

    /// <summary>True for something that the base protocol owes though it is not drawn.</summary>
    internal bool Implicit { get; init; }
}
