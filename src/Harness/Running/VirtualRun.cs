using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Running;

/// <summary>
/// Runs cases in memory on virtual time. Each case is a world of its own with its own network and its own system under test,
/// so its bytes depend on the seed and on the case alone, whatever else runs.
/// </summary>
public static class VirtualRun
{
    // Longer than any protocol timer a case can meet (64*T1 is 32 s); reached only when something keeps rescheduling itself.
    private static readonly TimeSpan LongestCase = TimeSpan.FromHours(1);

    /// <summary>Runs one case.</summary>
    public static CaseResult Run(TestCase @case, ISutSource source, CaseSettings settings, Action<JournalRecord>? journal = null)
    {
        var seed = new IdSource(settings.Seed).Child(@case.Id);
        var loop = new VirtualLoop();
        using var network = new VirtualNetwork(loop, seed.Child("network").Next());
        using var recorded = new RecordingNetwork(network);
        using var tester = Open(recorded, settings, seed);
        tester.Journal = journal;
        recorded.Told = tester.Note;
        using var sut = source.Start(@case.Assignment.Seat, network, loop, seed.Child("sut").Next());
        CaseResult? result = null;
        var run = new CaseRun(@case, tester, sut, settings, r => result = r);
        Exception? fault = null;
        loop.UnhandledFault += e => fault ??= e;
        loop.Post(run.Start);
        loop.RunUntil(() => result is not null || fault is not null, LongestCase);
        if (result is null)
        {
            // Either a handler threw, or nothing is left to happen and the case still waits: both are the harness's own fault.
            run.Blame(fault ?? new ScenarioException("the case came to rest without a verdict"));
        }

        return result ?? throw new InvalidOperationException($"{@case.Id} ended without a result");
    }

    /// <summary>Runs many cases, as many at once as there are cores. The order of the results is that of the cases.</summary>
    public static IReadOnlyList<CaseResult> Run(RunPlan plan, ISutSource source, Action<CaseResult>? ended, Action<JournalRecord>? journal, CancellationToken cancel)
    {
        var results = new CaseResult?[plan.Cases.Count];
        var journals = new List<JournalRecord>?[plan.Cases.Count];
        var settings = plan.CaseSettings;
        var gate = new Lock();
        try
        {
            Parallel.For(0, plan.Cases.Count, new ParallelOptions { CancellationToken = cancel }, i =>
            {
                for (var round = 1; round < plan.Repeat; round++)
                {
                    Run(plan.Cases[i], source, settings);
                }

                var entries = journal is null ? null : journals[i] = [];
                var result = Run(plan.Cases[i], source, settings, entries is null ? null : entries.Add);
                entries?.Add(new CaseEnded(0, VirtualLoop.Epoch + result.Duration, result));
                results[i] = result;
                lock (gate)
                {
                    ended?.Invoke(result);
                }
            });
        }
        catch (OperationCanceledException)
        {
            // Interrupted: what has ended is reported, the rest is missing from the results.
        }

        WriteJournal(journals, journal);
        return [.. results.OfType<CaseResult>()];
    }

    private static void WriteJournal(List<JournalRecord>?[] journals, Action<JournalRecord>? journal)
    {
        if (journal is null)
        {
            return;
        }

        long sequence = 0;
        foreach (var entry in journals.OfType<List<JournalRecord>>().SelectMany(j => j))
        {
            journal(entry with { Sequence = sequence++ });
        }
    }

    private static LowerTester Open(INetwork network, CaseSettings settings, IdSource ids)
    {
        var address = IPAddress.Parse("192.0.2.1");
        return new LowerTester(
            network,
            new SipTransportOptions { Address = address, Port = 5060, TlsPort = 5061, TlsOther = TlsSettings.Empty, SecondTls = TlsSettings.Empty with { IsForAnother = true }, SecondTlsPort = 5071 },
            new MsrpSettings { Address = new IPEndPoint(address, 2855), TlsServer = TlsSettings.Empty },
            new SipTimers { T1 = settings.Pixit.T1 },
            ids.Child("tester"));
    }
}
