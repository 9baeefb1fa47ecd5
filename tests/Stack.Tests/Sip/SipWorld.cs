using System.Net;
using System.Text;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

/// <summary>Two hosts, alice at 10.0.0.1 and bob at 10.0.0.2, on virtual time.</summary>
public sealed class SipWorld : IDisposable
{
    public SipWorld(ulong seed = 1, SipTimers? timers = null)
    {
        Network = new VirtualNetwork(Loop, seed);
        var ids = new IdSource(seed);
        Alice = new SipHost(Network, "10.0.0.1", ids.Child("alice"), timers);
        Bob = new SipHost(Network, "10.0.0.2", ids.Child("bob"), timers);
    }

    public VirtualLoop Loop { get; } = new();

    public VirtualNetwork Network { get; }

    public SipHost Alice { get; }

    public SipHost Bob { get; }

    public static SipMessage Message(string text = "hi", string method = "MESSAGE") => SipMessage.Request(method, "sip:bob@10.0.0.2")
        .Add("Max-Forwards", "70")
        .Add("From", "<sip:alice@10.0.0.1>;tag=a1")
        .Add("To", "<sip:bob@10.0.0.2>")
        .Add("Call-ID", "call-1")
        .Add("CSeq", $"1 {method}")
        .Body(Encoding.UTF8.GetBytes(text), "text/plain")
        .Build();

    public static SipMessage Answer(SipServerTransaction transaction, int status) => Answer(transaction.Request, status);

    public static SipMessage Answer(SipMessage request, int status) =>
        request.Respond(status).Set("To", $"{request.Value("To")};tag=b1").Build();

    public void Dispose()
    {
        Alice.Dispose();
        Bob.Dispose();
        Network.Dispose();
    }
}

/// <summary>One host with a tap that writes down what crossed the wire.</summary>
public sealed class SipHost : ISipTap, IDisposable
{
    private readonly DateTimeOffset _start;

    public SipHost(INetwork network, string address, IdSource ids, SipTimers? timers = null, SipTransportOptions? options = null)
    {
        options = (options ?? new SipTransportOptions { Port = 5060, TlsPort = 5061 }) with { Address = IPAddress.Parse(address) };
        _start = network.Loop.Now;
        Transport = new SipTransport(network, options);
        Transport.Tap(this);
        Transactions = new SipTransactions(Transport, timers ?? SipTimers.Default, ids);
    }

    public SipTransport Transport { get; }

    public SipTransactions Transactions { get; }

    public List<SipPacket> Packets { get; } = [];

    /// <summary>Like "1.5 > udp MESSAGE" or "2 &lt; tcp 200".</summary>
    public List<string> Log { get; } = [];

    public List<string> LogWithoutTimes => [.. Log.Select(line => line[(line.IndexOf(' ') + 1)..])];

    public SipTarget Target(TransportKind kind) => Transport.TargetOf(kind);

    public void Sent(SipPacket packet) => Note(packet, ">");

    public void Received(SipPacket packet) => Note(packet, "<");

    public void Dispose()
    {
        Transactions.Dispose();
        Transport.Dispose();
    }

    private void Note(SipPacket packet, string way)
    {
        Packets.Add(packet);
        var what = packet.Message is not { } message ? packet.Error?.Reason.ToString() : message.IsRequest ? message.Method : message.StatusCode.ToString();
        Log.Add(FormattableString.Invariant($"{(packet.Time - _start).TotalSeconds:0.###} {way} {packet.Transport} {what}").ToLowerInvariant());
    }
}
