using System.Net;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip.Dialogs;

/// <summary>Alice calls Bob, in memory. <see cref="Ladder"/> is what crossed, as Alice sees it.</summary>
internal sealed class DialogWorld : ISipTap, IDisposable
{
    private readonly SipTransport _aliceTransport;
    private readonly SipTransport _bobTransport;

    public DialogWorld(TransportKind kind = TransportKind.Udp)
    {
        Kind = kind;
        Network = new VirtualNetwork(Loop, seed: 3);
        var ids = new IdSource(9);
        _aliceTransport = new SipTransport(Network, new SipTransportOptions { Address = IPAddress.Parse("10.0.0.1"), Port = 5060 });
        _bobTransport = new SipTransport(Network, new SipTransportOptions { Address = IPAddress.Parse("10.0.0.2"), Port = 5060 });
        _aliceTransport.Tap(this);
        Alice = Party(_aliceTransport, ids.Child("alice"));
        Bob = Party(_bobTransport, ids.Child("bob"));
        Alice.Transactions.RequestReceived += Take(Alice);
        Bob.Transactions.RequestReceived += Take(Bob);
    }

    public TransportKind Kind { get; }

    public VirtualLoop Loop { get; } = new();

    public VirtualNetwork Network { get; }

    public SipDialogs Alice { get; }

    public SipDialogs Bob { get; }

    /// <summary>Bob's end of the latest call.</summary>
    public InviteSession? Callee { get; private set; }

    /// <summary>What Bob does about an INVITE.</summary>
    public Action<InviteSession> OnInvite { get; set; } = session => session.Accept("answer"u8.ToArray());

    public List<SipPacket> Packets { get; } = [];

    public string Ladder => string.Join(", ", Packets.Select(packet =>
        (packet.Outgoing ? ">" : "<") + (packet.Message!.IsRequest ? packet.Message.Method : $"{packet.Message.StatusCode}")));

    public InviteSession Call(Func<InviteSetup, InviteSetup>? change = null)
    {
        var transport = Kind == TransportKind.Udp ? "" : ";transport=tcp";
        var setup = new InviteSetup
        {
            RequestUri = $"sip:bob@10.0.0.2:5060{transport}",
            From = "<sip:alice@im.example>",
            To = "<sip:bob@im.example>",
            Contact = $"sip:alice@10.0.0.1:5060{transport}",
            Target = new SipTarget(Kind, IPEndPoint.Parse("10.0.0.2:5060")),
            Offer = "offer"u8.ToArray(),
        };
        return Alice.Invite(change?.Invoke(setup) ?? setup);
    }

    void ISipTap.Sent(SipPacket packet) => Packets.Add(packet);

    void ISipTap.Received(SipPacket packet) => Packets.Add(packet);

    public void Dispose()
    {
        _aliceTransport.Dispose();
        _bobTransport.Dispose();
        Network.Dispose();
    }

    private static SipDialogs Party(SipTransport transport, IdSource ids) => new(new SipTransactions(transport, SipTimers.Default, ids), ids);

    private Action<SipServerTransaction> Take(SipDialogs dialogs) => transaction =>
    {
        if (dialogs.Handle(transaction))
        {
            return;
        }

        if (transaction.Request is { Method: "INVITE", ToTag: null })
        {
            Callee = dialogs.Incoming(transaction, $"sip:bob@10.0.0.2:5060{(Kind == TransportKind.Udp ? "" : ";transport=tcp")}");
            OnInvite(Callee);
        }
        else
        {
            transaction.Respond(transaction.Request.Respond(481).Build());
        }
    };
}
