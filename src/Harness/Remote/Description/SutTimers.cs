namespace Conformance.Harness.Remote.Description;

/// <summary>Timers of a run. <c>conformance doctor</c> measures and proposes them.</summary>
public sealed record SutTimers
{
    /// <summary>T1 of RFC 3261 17.1.1.1; both sides should use the same.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time within which a final response is due.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Time within which a receipt, a copy or a user event is due.</summary>
    public TimeSpan Act { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time that a window of silence stays open after its fence has come back; never zero.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
