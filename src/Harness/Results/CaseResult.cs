namespace Conformance.Harness.Results;

/// <summary>Everything known about one executed test case: scenario x seat x transport x variant.</summary>
public sealed record CaseResult
{
    /// <summary>Stable, readable id, such as <c>receipts/relay-accept-then-4xx/im-intermediary/udp/404</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>The suite it belongs to: <c>receipts</c> or <c>uri-list</c>.</summary>
    public required string Suite { get; init; }

    /// <summary>One line that says what the scenario is about.</summary>
    public required string Title { get; init; }

    /// <summary>Two to four sentences that tell it.</summary>
    public required string Story { get; init; }

    /// <summary>Seat of the system under test, such as <c>im-intermediary</c>.</summary>
    public required string Seat { get; init; }

    /// <summary>udp, tcp or tls.</summary>
    public required string Transport { get; init; }

    /// <summary>Name of the variant; empty when the scenario has one form only.</summary>
    public required string Variant { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>True when the verdict is pass and a SHOULD was broken.</summary>
    public bool Warned { get; init; }

    /// <summary>True when it would fail the run and a baseline covers all that it would fail it for.</summary>
    public bool Known { get; init; }

    /// <summary>Why there is no judgement; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Time from the first to the last event of the case.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Names of the parties, left to right.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Which of them is the system under test.</summary>
    public required string SutParty { get; init; }

    /// <summary>What is to be looked at, worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>All that happened.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Ids of the requirements that this case put to the test and could judge.</summary>
    public required IReadOnlyList<string> Exercised { get; init; }

    /// <summary>Control actions that the case needs and that are bound to nothing. It is inconclusive for that, unless it failed before it came to them.</summary>
    public IReadOnlyList<string> MissingActions { get; init; } = [];

    /// <summary>The command line that judges it again; null for <c>conformance run --only</c> with its id.</summary>
    public string? Command { get; init; }

    /// <summary>Which reading of an ambiguous passage the system under test follows, where the case shows it.</summary>
    public IReadOnlyList<ReadingSeen> Readings { get; init; } = [];

    /// <summary>The windows in which silence was evidence.</summary>
    public IReadOnlyList<FenceWindow> Fences { get; init; } = [];
}

/// <summary>One accepted reading that the system under test was seen to follow.</summary>
/// <param name="Id">Id of the ambiguity, such as <c>A-17</c>.</param>
/// <param name="Choice">Name of the reading.</param>
public sealed record ReadingSeen(string Id, string Choice);

/// <summary>A bounded silence: from <paramref name="OpenedAt"/> to <paramref name="ClosedAt"/> nothing forbidden came.</summary>
/// <param name="Forbidden">What must not come.</param>
/// <param name="Fence">Name of the fence that closed the window, such as <c>F-IM</c>.</param>
/// <param name="RoundTrip">Time the fence exchange took.</param>
/// <param name="Grace">Time waited after it.</param>
/// <param name="Alive">True when the system under test answered the liveness check that followed.</param>
public sealed record FenceWindow(string Forbidden, string Fence, TimeSpan OpenedAt, TimeSpan ClosedAt, TimeSpan RoundTrip, TimeSpan Grace, bool Alive);
