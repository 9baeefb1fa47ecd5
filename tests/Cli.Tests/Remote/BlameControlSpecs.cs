using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Stack.Net;

namespace Conformance.Cli.Tests.Remote;

/// <summary>Whoever fails a case is blamed only where a conformant implementation passes it on the same sockets.</summary>
public sealed class BlameControlSpecs
{
    [Test]
    public async Task A_failure_stands_when_the_control_passes()
    {
        var result = await RunAsync(control: []);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings, Has.None.Property(nameof(Finding.Kind)).EqualTo(FindingKind.Harness));
    }

    [Test]
    public async Task A_failure_is_the_harness_s_own_when_the_control_fails_too()
    {
        var result = await RunAsync(control: [Command.Fault]);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(result.Findings[0].Message, Does.Contain("fails this case on the same sockets too"));
        Assert.That(result.Findings.Skip(1), Is.Not.Empty.And.All.Property(nameof(Finding.Severity)).EqualTo(Harness.Ledger.Severity.Finding));
    }

    private static async Task<CaseResult> RunAsync(string[] control)
    {
        var catalogue = new Catalogue();
        var plan = Plans.Loopback(catalogue, [catalogue.Cases.Single(c => c.Id == Command.Case)], seed: 1);
        using var faulty = new ReferenceSource(Known.Deviations(Command.Fault), plan.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        using var other = new ReferenceSource([.. control.SelectMany(Known.Deviations)], plan.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        using var run = new SocketRun(plan, faulty, new HarnessPorts { TlsServer = TlsSettings.Empty, TlsClient = TlsSettings.Empty }) { BlameControl = other };

        return (await run.RunAsync()).Single(r => r.Id == Command.Case);
    }
}
