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

    /// <summary>Time within which users are shown something; null for <see cref="Act"/>.</summary>
    public TimeSpan? User { get; init; }

    /// <summary>Time within which all copies of a list are due; null for <see cref="Act"/> and a hundredth of a second for each.</summary>
    public TimeSpan? FanOut { get; init; }

    /// <summary>What comes later than it is due, but within this time, is late and has come; null for 64*T1.</summary>
    public TimeSpan? Latest { get; init; }

    /// <summary>How long delivery stays open where a scenario holds it; null for a multiple of T1.</summary>
    public TimeSpan? Hold { get; init; }

    /// <summary>How long a very late receipt is withheld; null for a multiple of T1 that exceeds all SIP timers.</summary>
    public TimeSpan? Late { get; init; }

    /// <summary>Time that a window of silence stays open after its fence has come back; never zero.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
