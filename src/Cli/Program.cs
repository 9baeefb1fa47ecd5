using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Running;
using Conformance.Scenarios;
using Conformance.Stack.Tls;
var only = args.Length > 1 ? args[1] : "";
var cases = TestCase.Expand(Everything.Scenarios).Where(c => c.Id.Contains(only)).ToArray();
using var authority = new TestAuthority();
var plan = new RunPlan { Cases = cases, AllCases = cases, Rules = Everything.Rules, Pixit = (args[0] == "virtual" ? Pixit.Virtual : Pixit.Loopback) with { Credentials = ReferenceSource.Account }, Invention = s => new PeopleAndTexts(s) };
using var source = new ReferenceSource([], plan.Pixit, authority.Server, authority.Client);
var sw = System.Diagnostics.Stopwatch.StartNew();
IReadOnlyList<Conformance.Harness.Results.CaseResult> results;
if (args[0] == "virtual") results = VirtualRun.Run(plan, source, null, null, default);
else { using var run = new LoopbackRun(plan, source, new HarnessPorts { TlsServer = authority.Server, TlsClient = authority.Client }); results = await run.RunAsync(); }
foreach (var r in results) { Console.WriteLine($"{r.Verdict} {r.Id} {r.Reason} {string.Join("; ", r.Findings.Select(f => f.Requirement + ": " + f.Message + " | " + f.Observed))}"); if (r.Verdict != 0 || args.Length > 2) Console.WriteLine(LadderText.Render(r)); }
Console.WriteLine(sw.Elapsed);
