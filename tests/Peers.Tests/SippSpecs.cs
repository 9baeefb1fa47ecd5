using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Scenarios;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Tls;
using Conformance.Wire.Sip;

namespace Conformance.Peers.Tests;

/// <summary>A stack that nobody here wrote: sipp of Debian's sip-tester, at both ends of a MESSAGE and as the system under test.</summary>
public sealed class SippSpecs
{
    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public async Task Takes_a_MESSAGE_of_ours(TransportKind transport)
    {
        using var sipp = await Sipp.ServeAsync("uas-message.xml", transport, calls: 1);
        using var loop = new SocketLoop("peers");
        using var network = new SocketNetwork(loop);
        var answered = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await loop.InvokeAsync(() =>
        {
            var ids = new IdSource(11);
            var port = new SipTransport(network);
            var transactions = new SipTransactions(port, new SipTimers(), ids);
            transactions.Send(
                SipMessage.Request("MESSAGE", $"sip:peer@127.0.0.1:{sipp.Port}")
                    .Add("Max-Forwards", "70").Add("From", $"<sip:alice@127.0.0.1>;tag={ids.Tag()}").Add("To", "<sip:peer@127.0.0.1>")
                    .Add("Call-ID", ids.CallId()).Add("CSeq", "1 MESSAGE").Body("Hello"u8.ToArray(), "text/plain").Build(),
                new SipTarget(transport, new IPEndPoint(IPAddress.Loopback, sipp.Port)),
                response => answered.TrySetResult(response.StatusCode),
                () => answered.TrySetResult(408),
                _ => answered.TrySetResult(503));
        });

        Assert.That(await answered.Task.WaitAsync(TimeSpan.FromSeconds(40)), Is.EqualTo(200));
        var (code, output) = await sipp.EndAsync();
        Assert.That(code, Is.Zero, output);
    }

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public async Task Gets_its_MESSAGEs_answered_by_the_reference(TransportKind transport)
    {
        DebianTool.Require("/usr/bin/sipp", "sip-tester");
        using var loop = new SocketLoop("reference");
        using var network = new SocketNetwork(loop);
        var seat = await loop.InvokeAsync(() => ReferenceSeats.Create("im-recipient", new SeatOptions { Network = network, Ids = new IdSource(12), PathMtu = 65_000 }));
        var shown = 0;
        seat.UserSaw += (sight, _) => shown += sight == "show" ? 1 : 0;

        using var sipp = Sipp.Call("uac-cpim.xml", transport, seat.SipAddresses[transport], calls: 20);
        var (code, output) = await sipp.EndAsync();
        await loop.InvokeAsync(seat.Dispose);

        Assert.That(code, Is.Zero, output);
        Assert.That(shown, Is.EqualTo(20));
    }

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public async Task Under_test_as_a_recipient_gets_an_honest_verdict(TransportKind transport)
    {
        using var sipp = await Sipp.ServeAsync("uas-message.xml", transport, calls: 1000);
        using var authority = new TestAuthority();
        var cases = TestCase.Expand(Everything.Scenarios.Where(s => s.Name is "sip-positive-delivery"))
            .Where(c => c.Assignment.Seat == Seat.ImRecipient && c.Transport == transport)
            .ToArray();
        var plan = new RunPlan
        {
            Cases = cases,
            AllCases = cases,
            Rules = Everything.Rules,
            Pixit = Pixit.Loopback with { ActTime = TimeSpan.FromSeconds(1) },
            Invention = seed => new PeopleAndTexts(seed),
        };

        using var run = new SocketRun(plan, new PeerSource(sipp.Port), new HarnessPorts { TlsServer = authority.Server, TlsClient = authority.Client });
        var results = await run.RunAsync();

        // sipp answers, as RFC 3428 asks, and never heard of receipts: the first passes, the second fails, and nothing is the harness's fault.
        Assert.That(results, Is.Not.Empty);
        foreach (var result in results)
        {
            Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail), result.Reason);
            Assert.That(result.Exercised, Does.Contain("RCPT-6.1.2-01"));
            Assert.That(result.Findings.Where(f => f.Severity is Harness.Ledger.Severity.Fail).Select(f => f.Requirement), Does.Contain("RCPT-6.1.3.1-02").And.Not.Contain("RCPT-6.1.2-01"));
        }
    }

    /// <summary>A peer in another process, on one port, without control hooks.</summary>
    private sealed class PeerSource(int port) : ISutSource, ISut, ISutControl
    {
        public event Action<UserSight>? UserSaw
        {
            add { }
            remove { }
        }

        public string Name => "sipp";

        public IPEndPoint? MsrpAddress => null;

        public ISutControl Control => this;

        public bool ReportsSights => false;

        public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed) => this;

        public IPEndPoint? SipAddress(TransportKind transport) => new(IPAddress.Loopback, port);

        public string UserFor(Party party, string nonce) => "peer";

        public bool Supports(string action) => false;

        public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed) => completed($"sipp cannot {action}");

        public void Dispose()
        {
        }
    }
}
