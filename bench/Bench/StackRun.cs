using System.Diagnostics;
using System.Globalization;
using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Tls;
using Conformance.Wire.Sip;

namespace Conformance.Bench;

/// <summary>
/// MESSAGE transactions per second between two hosts of one process: over loopback sockets, each host with its own loop, and in memory on virtual time.
/// A transaction is a request of 200 octets of text, built, sent, parsed, answered with 200, matched and delivered.
/// </summary>
internal static class StackRun
{
    private const int InFlight = 512;
    private const int Worlds = 2000;

    public static int Run(int transactions)
    {
        using var authority = new TestAuthority();
        foreach (var kind in Enum.GetValues<TransportKind>())
        {
            OverSockets(kind, transactions / 4, authority); // warms the compiler up
            Report($"loopback {kind}", transactions, OverSockets(kind, transactions, authority));
        }

        foreach (var kind in Enum.GetValues<TransportKind>())
        {
            InMemory(kind, transactions / 4);
            Report($"virtual {kind}", transactions, InMemory(kind, transactions));
        }

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Worlds; i++)
        {
            InMemory(TransportKind.Udp, 1);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"a world for one case",-22}{watch.Elapsed.TotalMicroseconds / Worlds,10:N0} microseconds: loop, network, two hosts, one exchange"));
        return 0;
    }

    private static void Report(string what, int transactions, TimeSpan elapsed) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what,-22}{transactions / elapsed.TotalSeconds,10:N0} MESSAGE transactions/s"));

    private static TimeSpan OverSockets(TransportKind kind, int transactions, TestAuthority authority)
    {
        using var aliceLoop = new SocketLoop("alice");
        using var bobLoop = new SocketLoop("bob");
        using var aliceNetwork = new SocketNetwork(aliceLoop);
        using var bobNetwork = new SocketNetwork(bobLoop);
        using var done = new ManualResetEventSlim();
        var options = new SipTransportOptions { TlsPort = 0, Tls = authority.Server, TlsClient = authority.Client };
        var bob = bobLoop.InvokeAsync(() => Answering(bobNetwork, options).TargetOf(kind)).GetAwaiter().GetResult();
        var watch = Stopwatch.StartNew();
        aliceLoop.Post(() => Call(aliceNetwork, options, bob, transactions, done.Set));
        while (!done.Wait(TimeSpan.FromSeconds(1)))
        {
            if ((aliceLoop.FirstFault ?? bobLoop.FirstFault) is { } fault)
            {
                throw new InvalidOperationException("A handler threw during the measurement.", fault);
            }
        }

        return watch.Elapsed;
    }

    private static TimeSpan InMemory(TransportKind kind, int transactions)
    {
        var watch = Stopwatch.StartNew();
        var loop = new VirtualLoop();
        using var network = new VirtualNetwork(loop);
        var bob = Answering(network, Host("10.0.0.2")).TargetOf(kind);
        Call(network, Host("10.0.0.1"), bob, transactions, () => { });
        loop.RunUntilIdle(int.MaxValue);
        return watch.Elapsed;

        static SipTransportOptions Host(string address) => new() { Address = IPAddress.Parse(address), TlsPort = 5061 };
    }

    private static SipTransport Answering(INetwork network, SipTransportOptions options)
    {
        var ids = new IdSource(2);
        var transport = new SipTransport(network, options);
        var transactions = new SipTransactions(transport, SipTimers.Default, ids);
        transactions.RequestReceived += transaction => transaction.Respond(
            transaction.Request.Respond(200).Set("To", $"{transaction.Request.Value(SipHeader.To)};tag={ids.Tag()}").Build());
        return transport;
    }

    private static void Call(INetwork network, SipTransportOptions options, SipTarget target, int count, Action done)
    {
        var transactions = new SipTransactions(new SipTransport(network, options), SipTimers.Default, new IdSource(1));
        var template = SipMessage.Request("MESSAGE", $"sip:bob@{target.Address}")
            .Add("Max-Forwards", "70")
            .Add("From", "<sip:alice@example.com>;tag=a1")
            .Add("To", "<sip:bob@example.com>")
            .Add("Call-ID", "call-1")
            .Add("CSeq", "1 MESSAGE")
            .Body(new byte[200], "text/plain")
            .Build();
        var (sent, ended) = (0, 0);
        while (sent < Math.Min(InFlight, count))
        {
            Next();
        }

        void Next()
        {
            sent++;
            transactions.Send(template, target, _ => Ended(), () => throw new TimeoutException(), reason => throw new IOException(reason));
        }

        void Ended()
        {
            if (++ended == count)
            {
                done();
            }
            else if (sent < count)
            {
                Next();
            }
        }
    }
}
