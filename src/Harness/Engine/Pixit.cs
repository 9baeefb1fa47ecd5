using System.Net;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Engine;

/// <summary>The values a run needs beside the addresses (PIXIT of ISO/IEC 9646): timers, bounds of silence, credentials. All positive.</summary>
public sealed record Pixit
{
    /// <summary>T1 of the test bed (RFC 3261 17.1.1.1); both sides should use the same. Default 500 ms.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>T-RESP: time within which a final response is due.</summary>
    public TimeSpan ResponseTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>T-ACT: time within which a receipt, a copy or a user event is due.</summary>
    public TimeSpan ActTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>PIXIT_UT_WAIT: time within which users are shown something; null for <see cref="ActTime"/>.</summary>
    public TimeSpan? UserTime { get; init; }

    /// <summary>
    /// PIXIT_FANOUT_TIME: time within which all copies of a list are due; null for <see cref="ActTime"/> and a hundredth of a second for each of them.
    /// </summary>
    public TimeSpan? FanOutTime { get; init; }

    /// <summary>T-HOLD: how long delivery stays open where a scenario holds it; null for the multiple of T1 that the scenario draws.</summary>
    public TimeSpan? HoldTime { get; init; }

    /// <summary>T-LATE: how long a very late receipt is withheld; null for the multiple of T1 that the scenario draws, which exceeds all SIP timers.</summary>
    public TimeSpan? LateTime { get; init; }

    /// <summary>
    /// What comes later than it is due, up to 64*T1 after its cause (32 s with the usual T1), has come late; after that it has not come (AMB-67, A-06).
    /// </summary>
    internal TimeSpan Latest => LatestTime ?? 64 * T1;

    /// <summary>The same where it is not 64*T1; null where it is.</summary>
    public TimeSpan? LatestTime { get; init; }

    /// <summary>How often a receipt that was refused or lost may be sent again (AMB-65).</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Most different recipients that the service takes in one request, where that is fixed (PICS-LIMIT, A-12); null where it can be told.</summary>
    public int? ListLimit { get; init; }

    /// <summary>Why the system under test does not do what clauses say that only SHOULD be done, by their ids. Their violations are notes.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>G: time that a window of silence stays open after its fence has come back. SIP orders nothing between transactions, so it is never zero.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time after which a case ends whatever it still waits for, a control action that never completes among others. Longer than any case needs whose
    /// other party keeps to the timers above: the longest waits for a transaction to time out (64*T1) and for receipts after it.
    /// </summary>
    public TimeSpan CaseTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>User name and password with which the harness answers challenges; null when the system under test asks for none.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>The account with which the system under test answers challenges of the harness; null when it is the same as <see cref="Credentials"/>.</summary>
    public NetworkCredential? Challenge { get; init; }

    /// <summary>True when the system under test issues positive delivery receipts: the fence of a recipient waits for one.</summary>
    public bool PositiveReceipts { get; init; } = true;

    /// <summary>True when the system under test issues negative delivery receipts: the fence of an intermediary waits for one.</summary>
    public bool NegativeReceipts { get; init; } = true;

    /// <summary>Smallest MTU on the way, in octets; null when nobody knows. A MESSAGE may be as long as that less 200 (RFC 3428 8).</summary>
    public int? PathMtu { get; init; }

    /// <summary>True when all hops are known to control congestion, so that over TCP and TLS a MESSAGE may be of any length (RFC 3428 8).</summary>
    public bool PathIsSafe { get; init; }

    /// <summary>What "several minutes" are between the date that a signature covers and now (RFC 3428 11.4, A-74); probes lie at twice that.</summary>
    public TimeSpan DateSkew { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Requirements that do not bind the system under test, since it claims not to do what they are about (PICS). Their violations are notes.</summary>
    public IReadOnlySet<string> Void { get; init; } = new HashSet<string>();

    /// <summary>The readings of ambiguous passages that verdicts rest on.</summary>
    public ChosenReadings Readings { get; init; } = ChosenReadings.Default;

    /// <summary>An account that the system under test knows and that may not use its list service; null when there is none.</summary>
    public NetworkCredential? NotEntitled { get; init; }

    /// <summary>True when the system under test knows people by their certificates, and the harness has none of somebody whom it is not to serve.</summary>
    public bool LacksOtherCertificate { get; init; }

    /// <summary>What it amounts to when the system under test breaks a requirement.</summary>
    /// <param name="requirement">Its id; null where no clause says it.</param>
    /// <param name="reading">The ambiguity whose decision it rests on; null for none.</param>
    /// <param name="alternative">The alternative reading that the system under test seems to follow; null for none.</param>
    /// <param name="weight">What it weighs, where that is not what the requirement itself weighs.</param>
    public Severity Weigh(string? requirement, string? reading, string? alternative, Severity? weight) =>
        requirement is not null && (Void.Contains(requirement) || Reasons.ContainsKey(requirement))
            ? Severity.Finding
            : Readings.Weigh(reading, alternative, weight ?? (requirement is null ? Severity.Fail : Readings.SeverityOf(Requirements.Get(requirement))));

    /// <summary>What to add to the text of a violation: the reading it rests on, and the reason that the SUT file gives; empty for neither.</summary>
    public string Explain(string? requirement, string? reading, string? alternative) =>
        Readings.Explain(reading, alternative) + (requirement is not null && Reasons.TryGetValue(requirement, out var reason) ? $" (the SUT file gives a reason: {reason})" : "");

    /// <summary>Values for a fast bed on loopback: T1 of 50 ms, short grace.</summary>
    public static Pixit Loopback { get; } = new() { T1 = TimeSpan.FromMilliseconds(50), Grace = TimeSpan.FromMilliseconds(400), PathMtu = 65_535, PathIsSafe = true };

    /// <summary>Values for virtual time, where waiting costs nothing.</summary>
    public static Pixit Virtual { get; } = new() { PathMtu = 65_535, PathIsSafe = true };
}
