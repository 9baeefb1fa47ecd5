using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Replay;

/// <summary>A case judged again.</summary>
/// <param name="Then">What the run said.</param>
/// <param name="Now">What today's scenarios and rules say.</param>
/// <param name="Difference">
/// In what today's harness does something else than it did then; null when in nothing. The recorded answers are then answers to other questions, and the
/// case comes to no judgement.
/// </param>
/// <param name="Journal">The journal of the case as it was played again.</param>
public sealed record Rejudged(CaseResult Then, CaseResult Now, string? Difference, IReadOnlyList<JournalRecord> Journal);

/// <summary>
/// Judges recorded cases with today's scenarios and rules. A case is carried out again in virtual time by the same engine that carried it out then, against
/// the recording instead of the system under test. Ids and texts of the harness depend on the seed and the case alone, so the recorded answers fit.
/// </summary>
public static class Rejudgement
{
    // Longer than any protocol timer a case can meet; what the recording does not answer runs out of time on its own.
    private static readonly TimeSpan LongestCase = TimeSpan.FromHours(1);

    /// <summary>Judges one case again.</summary>
    /// <param name="case">The case as it is today.</param>
    /// <param name="recorded">What the journal has of it.</param>
    /// <param name="plan">What the recorded run was asked to do.</param>
    /// <param name="settings">Today's rules, with the timers of then.</param>
    public static Rejudged Judge(TestCase @case, RecordedCase recorded, RecordedPlan plan, CaseSettings settings)
    {
        var loop = new VirtualLoop(recorded.Begun.At);
        var journal = new List<JournalRecord>();
        using var network = new ReplayNetwork(recorded, loop);
        using var tester = Open(network, recorded, plan, settings);
        using var sut = new ReplaySut(recorded, loop);
        var alarms = new ReplayAlarms(recorded, loop);
        var ciphertexts = new Ciphertexts(recorded.Sent);
        tester.Alarms = alarms;
        tester.Journal = record =>
        {
            journal.Add(record);
            if (record is JournalEntry { Inbound: false } sent)
            {
                ciphertexts.Sent(sent);
            }
        };
        CaseResult? result = null;
        Exception? fault = null;
        loop.UnhandledFault += e => fault ??= e;
        var run = new CaseRun(@case, tester, sut, settings with { Seed = recorded.Begun.Seed }, r => result = r);
        loop.Post(run.Start);
        foreach (var happened in recorded.Events)
        {
            loop.After(happened.At - loop.Now, () => Happen(happened is JournalEntry came ? ciphertexts.AsOfToday(came) : happened, network, sut, alarms, tester, run));
        }

        loop.RunUntil(() => result is not null || fault is not null, LongestCase);
        if (result is null)
        {
            run.Blame(fault ?? new ScenarioException("the case came to rest without a verdict"));
        }

        // What ends a session may wait for a connection that was open already then.
        var ended = journal.Count;
        loop.RunFor(TimeSpan.Zero);
        var now = result ?? throw new InvalidOperationException($"{@case.Id} ended without a result");
        var difference = sut.Difference ?? SentDifference.Between(recorded.Sent, Sent(journal.Take(ended)), Sent(journal.Skip(ended)), now.Parties);
        if (difference is not null && !recorded.ByTheRun && now.Verdict is not Verdict.Error)
        {
            now = now with { Verdict = Verdict.Inconclusive, Warned = false, Reason = $"the recording does not fit today's harness: {difference}", Findings = [] };
        }

        if (recorded.ByTheRun)
        {
            // That the system under test was gone, or answered everything alike, is no less true today.
            now = recorded.Result with { Timeline = now.Timeline, Findings = [.. recorded.Result.Findings.Where(f => f.Entry is null || f.Entry < now.Timeline.Count)] };
        }

        journal.Add(new CaseEnded(0, loop.Now, now, recorded.ByTheRun));
        return new Rejudged(recorded.Result, now, difference, journal);
    }

    private static JournalEntry[] Sent(IEnumerable<JournalRecord> journal) => [.. journal.OfType<JournalEntry>().Where(e => !e.Inbound)];

    private static void Happen(JournalRecord happened, ReplayNetwork network, ReplaySut sut, ReplayAlarms alarms, LowerTester tester, CaseRun run)
    {
        switch (happened)
        {
            case JournalEntry entry:
                network.Deliver(entry);
                break;
            case ActionDone done:
                sut.Complete(done);
                break;
            case SightSeen seen:
                sut.Show(seen.Sight);
                break;
            case AlarmRang rang:
                alarms.Ring(rang);
                break;
            case CaseAbandoned abandoned:
                run.Abandon(abandoned.Reason);
                break;
            case TimeLost time:
                tester.LoseTime(time.Lost);
                break;
            case GaveUp gaveUp:
                run.GiveUp(gaveUp.Number);
                break;
            case ImpostorApproached:
                run.Approach();
                break;
            case StreamEvent { What: "closed" } closed:
                network.Close(closed);
                break;
        }
    }

    private static LowerTester Open(ReplayNetwork network, RecordedCase recorded, RecordedPlan plan, CaseSettings settings)
    {
        var bed = recorded.Begun.Bed;
        var sip = bed.Sip ?? new IPEndPoint(IPAddress.Loopback, 5060);
        var overTls = recorded.Result.Transport == TestCase.TransportName(TransportKind.Tls);

        // The ports that a case does not use need a number all the same.
        var options = overTls
            ? new SipTransportOptions
            {
                Address = sip.Address,
                Port = bed.PlainSip?.Port ?? (sip.Port == 1 ? 2 : 1),
                TlsPort = sip.Port,
                SecondTls = bed.Impostor is null ? null : TlsSettings.Empty,
                SecondTlsPort = bed.Impostor?.Port ?? 0,
                AdvertisedHost = bed.Advertised,
            }
            : new SipTransportOptions { Address = sip.Address, Port = sip.Port, TlsPort = bed.TlsSip?.Port, AdvertisedHost = bed.Advertised };
        var ids = plan.Network == RecordedPlan.VirtualNetwork ? new IdSource(recorded.Begun.Seed).Child(recorded.Id) : new IdSource(recorded.Begun.Seed);
        return new LowerTester(
            network,
            options,
            new MsrpSettings { Address = bed.Msrp, TlsServer = TlsSettings.Empty, AdvertisedHost = bed.Advertised },

            // A request that was given up then is given up when it was.
            new SipTimers { T1 = settings.Pixit.T1, GiveUpAfter = LongestCase },
            ids.Child("tester"));
    }
}
