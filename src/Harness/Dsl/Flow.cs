namespace Conformance.Harness.Dsl;

/// <summary>The words of a choreography that are no arrows. Meant for <c>using static</c>.</summary>
public static class Flow
{
    /// <summary>From here to the end of the case (or <see cref="Dsl.Never.Before"/>) the step must not happen.</summary>
    public static Never Never(Step forbidden) => new(forbidden) { Requirements = forbidden.Requirements };

    /// <summary>All of the steps happen, in any order.</summary>
    public static AnyOrder AnyOrder(params Step[] steps) => new(steps);

    /// <summary>Exactly one of the steps happens.</summary>
    public static OneOf OneOf(params Step[] alternatives) => new(alternatives);

    /// <summary>The step may happen.</summary>
    public static Optional Perhaps(Step allowed) => new(allowed);

    /// <summary>The same step for each of several parties, in any order.</summary>
    public static AnyOrder Each(IEnumerable<Party> parties, Func<Party, Step> step) => new([.. parties.Select(step)]);

    /// <summary>Delivery is held open: a multiple of T1, or as long as the SUT file says (T-HOLD).</summary>
    public static Quiet Held(int timesT1) => new(timesT1) { For = QuietFor.Hold };

    /// <summary>A receipt is withheld: a multiple of T1, or as long as the SUT file says (T-LATE).</summary>
    public static Quiet Overdue(int timesT1) => new(timesT1) { For = QuietFor.Late };

    /// <summary>Lets a multiple of T1 pass.</summary>
    public static Quiet Quiet(int timesT1) => new(timesT1);
}
