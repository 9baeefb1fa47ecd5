using System.Globalization;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>Timers that fit what was measured: generous enough for a busy moment, no longer than that.</summary>
/// <param name="Timers">The timers.</param>
public sealed record TimerProposal(SutTimers Timers)
{
    // A system that is busy with two hundred cases takes longer than one that is asked a single time.
    private const int Busy = 20;

    // The longest of a few is no bound yet.
    private const int Outlier = 3;

    // A request over UDP that is lost four times in a row goes out again after T1, 3, 7 and 15 times T1 (RFC 3261 17.1.2.2): so much time is a path's due, not
    // the system's. Across a desk nothing is lost.
    private const int Repetitions = 15;
    private static readonly TimeSpan Desk = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan LeastResponse = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastAct = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastGrace = TimeSpan.FromMilliseconds(400);

    /// <summary>Makes a proposal.</summary>
    /// <param name="answers">From a request to its final response.</param>
    /// <param name="actions">From a control action to its completion.</param>
    /// <param name="messages">From a control action, or a request of ours, to a message of the system that it brings about.</param>
    /// <param name="now">The timers of the SUT file.</param>
    public static TimerProposal From(RoundTrips answers, RoundTrips actions, RoundTrips messages, SutTimers now)
    {
        // T1 is an estimate of the round trip that both sides share; the harness cannot see the other side's, and leaves it unless the path is too long for it.
        var t1 = answers.Median > now.T1 ? Up(answers.Median * 1.5) : now.T1;
        var repeated = answers.Median > Desk ? t1 * Repetitions : TimeSpan.Zero;
        return new TimerProposal(new SutTimers
        {
            T1 = t1,
            Response = Longest(LeastResponse, answers.Median * Busy, answers.Longest * Outlier, repeated),
            Act = Longest(LeastAct, messages.Median * Busy, (messages.Longest * Outlier) + actions.Longest, repeated),
            Grace = Longest(LeastGrace, answers.Median * (Busy / 2)),
        });
    }


    /// <summary>True when the timers leave no room for what was measured: cases would fail, or come to no judgement, for want of time.</summary>
    /// <param name="now">The timers of the SUT file.</param>
    /// <param name="answers">From a request to its final response.</param>
    /// <param name="messages">From a control action, or a request of ours, to a message that it brings about.</param>
    public static bool IsTooShort(SutTimers now, RoundTrips answers, RoundTrips messages) =>
        now.T1 < answers.Median || now.Response < answers.Longest * 2 || now.Act < messages.Longest * 2 || now.Grace < answers.Median * 2;

    /// <summary>As it stands in a SUT file.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"\"timers\": {{ \"t1Ms\": {Timers.T1.TotalMilliseconds:0}, \"responseMs\": {Timers.Response.TotalMilliseconds:0}, \"actMs\": {Timers.Act.TotalMilliseconds:0}, \"graceMs\": {Timers.Grace.TotalMilliseconds:0} }}");

    private static TimeSpan Longest(params IEnumerable<TimeSpan> times) => Up(times.Max());

    /// <summary>The next full tenth of a second.</summary>
    private static TimeSpan Up(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / 100) * 100);
}
