using System.Diagnostics;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Scenarios;
using Conformance.Stack;
using Conformance.Stack.Net;
using static Conformance.Harness.Dsl.Flow;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>
/// A run over real sockets in which cases for mallory stand among cases for bob. Whatever mallory does, the run ends in time with all its reports, in
/// bounded memory, and each of bob's cases has the verdict that bob earns.
/// </summary>
internal sealed record HostileRun(IReadOnlyList<CaseResult> Results, IReadOnlyList<StrayMessage> Strays, TimeSpan Took, long PeakBytes)
{
    private const long MostBytes = 512L * 1024 * 1024;
    private const int PoliteForms = 25;

    private static readonly Party Alice = new("Alice");
    private static readonly Party Bob = new("Bob");

    internal static Party Mallory { get; } = new("Mallory");

    /// <summary>What mallory is sent unless a test says otherwise: a message that asks for a receipt.</summary>
    internal static Im Asking { get; } = new Im("M1").Asking(Im.Positive);

    internal static IReadOnlyList<Step> Ordinary { get; } =
        [Alice.Sends(Asking, Mallory), Mallory.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-01"), Mallory.Sends(Receipt.Delivered(Asking), Alice).Proves("RCPT-6.1.3.1-02")];

    internal IEnumerable<CaseResult> OfMallory => Results.Where(r => r.Scenario == "mallory");

    internal CaseResult Over(TransportKind transport) => OfMallory.Single(r => r.Transport == TestCase.TransportName(transport));

    internal static async Task<HostileRun> CarryOutAsync(HostileSut sut, IReadOnlyList<Step>? mallory = null, Func<RunPlan, RunPlan>? change = null, bool isBobSpared = true, Carrier carrier = Carrier.Sip)
    {
        using var _ = sut;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cases = TestCase.Expand([Hostile(mallory ?? Ordinary, carrier), Polite()]);
        var plan = new RunPlan
        {
            Cases = cases,
            AllCases = cases,
            Rules = Everything.Rules,
            Pixit = Pixit.Loopback with { CaseTime = TimeSpan.FromSeconds(15) },
            Invention = seed => new PeopleAndTexts(seed),
        };
        plan = change?.Invoke(plan) ?? plan;
        var folder = ReportFolder.Open(Path.Combine(TestContext.CurrentContext.WorkDirectory, "hostile", $"{TestContext.CurrentContext.Test.ID}"));
        long peak = 0;
        var entries = 0;
        var watch = Stopwatch.StartNew();
        IReadOnlyList<CaseResult> results;
        IReadOnlyList<StrayMessage> strays;
        using (var journal = JournalWriter.Create(folder))
        using (var run = new SocketRun(plan, sut, new HarnessPorts { TlsServer = TlsSettings.Empty, TlsClient = TlsSettings.Empty }))
        {
            run.Journal = entry =>
            {
                journal.Append(entry);
                peak = ++entries % 256 == 0 ? Math.Max(peak, GC.GetTotalMemory(false)) : peak;
            };
            results = await run.RunAsync();
            strays = run.Strays;
        }

        var result = new HostileRun(results, strays, watch.Elapsed, Math.Max(peak, GC.GetTotalMemory(false)) - before);
        result.WriteReports(folder, plan);
        result.Check(plan.Cases, isBobSpared);
        return result;
    }

    private void Check(IReadOnlyList<TestCase> cases, bool isBobSpared)
    {
        Assert.That(Results.Select(r => r.Id), Is.SupersetOf(cases.Select(c => c.Id)), "every case has a verdict");
        Assert.That(Results.Where(r => r.Verdict is Verdict.Error).SelectMany(r => r.Findings).Select(f => f.Message), Is.Empty, "nothing of this is the harness's fault");
        Assert.That(Took, Is.LessThan(TimeSpan.FromSeconds(40)));
        Assert.That(PeakBytes, Is.LessThan(MostBytes));
        if (isBobSpared)
        {
            Assert.That(Results.Where(r => r.Scenario == "bob" && r.Verdict is not Verdict.Pass).Select(r => $"{r.Id} {r.Reason} {r.Findings.FirstOrDefault()?.Message}"), Is.Empty, "bob is not disturbed");
        }
    }

    private void WriteReports(ReportFolder folder, RunPlan plan)
    {
        var failures = ReportSet.Standard.Write(
            new RunResult
            {
                HarnessVersion = "1",
                SutName = "hostile",
                Network = "loopback",
                Seed = 1,
                StartedAt = DateTimeOffset.UnixEpoch,
                Duration = Took,
                Strict = false,
                Selected = plan.Cases.Count,
                Verdict = RunVerdict.Of(Results, plan.Cases.Count, strict: false),
                Cases = Results,
                Requirements = RequirementMatrix.Compute(Results, RequirementMatrix.Verifiers(plan.Cases.Select(c => c.Scenario).Distinct(), plan.Rules)),
                Strays = Strays,
            },
            folder);
        Assert.That(failures, Is.Empty);
        Assert.That(new FileInfo(folder.PathOf("index.html")).Length, Is.GreaterThan(0));
    }

    private static Scenario Hostile(IReadOnlyList<Step> flow, Carrier carrier) => new("mallory")
    {
        Suite = Suite.Receipts,
        Title = "A message to mallory",
        Story = "For tests.",
        Seats = [Mallory.As(carrier is Carrier.Msrp ? Seat.MsrpRecipient : Seat.ImRecipient)],
        Transports = carrier is Carrier.Msrp ? [TransportKind.Tcp] : [TransportKind.Udp, TransportKind.Tcp],
        Carrier = carrier,
        Flow = flow,
    };

    private static Scenario Polite() => new("bob")
    {
        Suite = Suite.Receipts,
        Title = "A message to bob, who answers",
        Story = "For tests.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants = Vary.Over(Enumerable.Range(1, PoliteForms).Select(i => new Im($"B{i}").Asking()), im => [Alice.Sends(im, Bob), Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-01")]),
    };
}
