using System.Net;
using Conformance.Harness.Engine;
using Conformance.Harness.Results;

namespace Conformance.Harness.Journal;

/// <summary>
/// One line of the record of a run: octets (<see cref="JournalEntry"/>), or what else has to be known to judge the run again, to go on with it, or to
/// put it together with others.
/// </summary>
/// <param name="Sequence">Position in the journal, from 0.</param>
/// <param name="At">When it happened.</param>
/// <param name="Case">Id of the case that it belongs to; null for none.</param>
public abstract record JournalRecord(long Sequence, DateTimeOffset At, string? Case);

/// <summary>A run begins; everything up to the next such line belongs to it.</summary>
/// <param name="Plan">What it was asked to do.</param>
public sealed record RunBegun(long Sequence, DateTimeOffset At, RecordedPlan Plan) : JournalRecord(Sequence, At, null);

/// <summary>The run ended by itself; a run that was killed has no such line.</summary>
/// <param name="Duration">Time it took.</param>
/// <param name="Interrupted">True when Ctrl-C ended it.</param>
/// <param name="Strays">What reached no party of any case.</param>
public sealed record RunEnded(long Sequence, DateTimeOffset At, TimeSpan Duration, bool Interrupted, IReadOnlyList<StrayMessage> Strays) : JournalRecord(Sequence, At, null);

/// <summary>A case begins. Where a case begins twice, what came before belongs to the first attempt.</summary>
/// <param name="Seed">Seed of its ids and texts.</param>
/// <param name="Bed">Where everybody is in it.</param>
public sealed record CaseBegun(long Sequence, DateTimeOffset At, string Case, ulong Seed, RecordedBed Bed) : JournalRecord(Sequence, At, Case);

/// <summary>A case ended. Where it ends twice, the last word counts.</summary>
/// <param name="Result">All that is known about it.</param>
/// <param name="ByTheRun">True when the run judged, by what it knew beside the case: that the system under test was gone, say.</param>
public sealed record CaseEnded(long Sequence, DateTimeOffset At, CaseResult Result, bool ByTheRun = false) : JournalRecord(Sequence, At, Result.Id);

/// <summary>The system under test was told to act.</summary>
/// <param name="Number">Which action of the case it is, from 0.</param>
/// <param name="Action">Name of the action.</param>
/// <param name="Values">Its values.</param>
public sealed record ActionAsked(long Sequence, DateTimeOffset At, string Case, int Number, string Action, IReadOnlyDictionary<string, string> Values) : JournalRecord(Sequence, At, Case);

/// <summary>An action was done, or failed.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Problem">Why it failed; null when it was done.</param>
public sealed record ActionDone(long Sequence, DateTimeOffset At, string Case, int Number, string? Problem) : JournalRecord(Sequence, At, Case);

/// <summary>A time that the case allowed for something was over.</summary>
/// <param name="Number">Which of the times that the case set, from 0.</param>
public sealed record AlarmRang(long Sequence, DateTimeOffset At, string Case, int Number) : JournalRecord(Sequence, At, Case);

/// <summary>Time for which the host of the harness did nothing although something was due.</summary>
/// <param name="Lost">How much.</param>
public sealed record TimeLost(long Sequence, DateTimeOffset At, TimeSpan Lost) : JournalRecord(Sequence, At, null);

/// <summary>The run ended the case before it was over.</summary>
/// <param name="Reason">Why.</param>
public sealed record CaseAbandoned(long Sequence, DateTimeOffset At, string Case, string Reason) : JournalRecord(Sequence, At, Case);

/// <summary>A request of the harness got no final response in the time of its transaction.</summary>
/// <param name="Number">Which of the requests that the case sent, from 0.</param>
public sealed record GaveUp(long Sequence, DateTimeOffset At, string Case, int Number) : JournalRecord(Sequence, At, Case);

/// <summary>Somebody came to the TLS port with the wrong certificate, whether or not he stayed.</summary>
public sealed record ImpostorApproached(long Sequence, DateTimeOffset At, string Case) : JournalRecord(Sequence, At, Case);

/// <summary>The user of the system under test saw something.</summary>
/// <param name="Sight">What.</param>
public sealed record SightSeen(long Sequence, DateTimeOffset At, string Case, UserSight Sight) : JournalRecord(Sequence, At, Case);

/// <summary>What became of a connection, or of a datagram that could not leave.</summary>
/// <param name="What">connected, refused, accepted, closed or unsent.</param>
/// <param name="Secure">True for TLS.</param>
/// <param name="Local">Our end; null where there is none.</param>
/// <param name="Remote">The other end.</param>
/// <param name="Reason">Why; null for an orderly end.</param>
public sealed record StreamEvent(long Sequence, DateTimeOffset At, string What, bool Secure, IPEndPoint? Local, IPEndPoint Remote, string? Reason) : JournalRecord(Sequence, At, null);

/// <summary>What a run was asked to do, as far as judging it again needs it. No secret stands in it.</summary>
public sealed record RecordedPlan
{
    /// <summary>The name of the network in memory.</summary>
    public const string VirtualNetwork = "virtual";

    /// <summary>The name of the network to a system under test that its SUT file describes.</summary>
    public const string RemoteNetwork = "remote";

    /// <summary>Version of the harness.</summary>
    public required string HarnessVersion { get; init; }

    /// <summary>Name of the system under test.</summary>
    public required string Sut { get; init; }

    /// <summary>The SUT file that describes it, as it was named; null for the bundled reference.</summary>
    public string? SutFile { get; init; }

    /// <summary>Loopback, remote or virtual.</summary>
    public required string Network { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Seed of people and texts; null for <see cref="Seed"/>.</summary>
    public ulong? ContentSeed { get; init; }

    /// <summary>Warnings count as failures.</summary>
    public required bool Strict { get; init; }

    /// <summary>The part of the selection, such as <c>2/4</c>; null for all of it.</summary>
    public string? Shard { get; init; }

    /// <summary>Times each case runs.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Timers and bounds. Passwords are left out.</summary>
    public required Pixit Pixit { get; init; }

    /// <summary>Ids of the selected cases.</summary>
    public required IReadOnlyList<string> Selected { get; init; }

    /// <summary>Cases of the seats and transports of the system under test that its claims leave out: ids, by what denies them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LeftOut { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>Where everybody is in a case, and what the control hooks can do.</summary>
public sealed record RecordedBed
{
    /// <summary>Name of the system under test.</summary>
    public required string Sut { get; init; }

    /// <summary>Where it takes SIP in the transport of the case.</summary>
    public IPEndPoint? SutSip { get; init; }

    /// <summary>Where it takes what is too long for a datagram, in a case over UDP; null when nowhere.</summary>
    public IPEndPoint? SutTcp { get; init; }

    /// <summary>Where it takes MSRP; null when its answers say.</summary>
    public IPEndPoint? SutMsrp { get; init; }

    /// <summary>Its user.</summary>
    public required string User { get; init; }

    /// <summary>The SIP port of the harness in the transport of the case.</summary>
    public IPEndPoint? Sip { get; init; }

    /// <summary>The port for UDP and TCP in a case over TLS, which nothing but the case itself and faults reach; null in others.</summary>
    public IPEndPoint? PlainSip { get; init; }

    /// <summary>The port for TLS in a case over TCP where somebody is to be reached at the wrong one of the two; null in others.</summary>
    public IPEndPoint? TlsSip { get; init; }

    /// <summary>The TLS port with the wrong certificate; null in cases that do without.</summary>
    public IPEndPoint? Impostor { get; init; }

    /// <summary>The MSRP port of the harness.</summary>
    public required IPEndPoint Msrp { get; init; }

    /// <summary>The host by which the harness is known to others; null when it is that of its ports.</summary>
    public string? Advertised { get; init; }

    /// <summary>True when the system under test reports what its user sees.</summary>
    public required bool ReportsSights { get; init; }

    /// <summary>The control actions that the case may ask for and that are bound.</summary>
    public required IReadOnlyList<string> Actions { get; init; }
}
