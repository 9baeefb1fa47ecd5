using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class InviteTransactionsSpecs
{
    private readonly List<string> _heard = [];
    private SipWorld _world = new();

    [SetUp]
    public void CreateWorld()
    {
        _heard.Clear();
        _world = new SipWorld();
    }

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public void A_refused_INVITE_is_acknowledged_by_the_transaction_layer()
    {
        SipServerTransaction? asked = null;
        _world.Bob.Transactions.RequestReceived += transaction => (asked = transaction).Respond(SipWorld.Answer(transaction, 486));
        _world.Bob.Transactions.AckReceived += _ => _heard.Add("stray ACK");
        var invite = Send();

        _world.Loop.RunUntilIdle();

        var ack = _world.Alice.Packets[^1].Message;
        Assert.That(_heard, Is.EqualTo(new[] { "486" }));
        Assert.That(asked?.IsAcknowledged, Is.True);
        Assert.That(_world.Alice.LogWithoutTimes, Is.EqualTo(new[] { "> udp invite", "< udp 486", "> udp ack" }));
        Assert.That((ack?.TopVia?.Branch, ack?.ToTag, ack?.CSeq?.ToString()), Is.EqualTo((invite.Request.TopVia?.Branch, "b1", "1 ACK")));
    }

    [Test]
    public void A_lost_ACK_is_sent_again_when_the_refusal_comes_again()
    {
        _world.Network.Add(new LinkRule { Where = bytes => bytes.Span.StartsWith("ACK"u8), Times = 1, Drop = 1 });
        _world.Bob.Transactions.RequestReceived += transaction => transaction.Respond(SipWorld.Answer(transaction, 486));
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "486" }));
        Assert.That(_world.Alice.LogWithoutTimes, Is.EqualTo(new[] { "> udp invite", "< udp 486", "> udp ack", "< udp 486", "> udp ack" }));
    }

    [Test]
    public void An_accepted_INVITE_gets_its_ACK_from_the_user_and_repeated_2xx_are_delivered()
    {
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            transaction.Respond(SipWorld.Answer(transaction, 200));
            transaction.Respond(SipWorld.Answer(transaction, 200));
        };
        _world.Bob.Transactions.AckReceived += packet => _heard.Add($"ACK {packet.Message?.Method}");
        Send();
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        var ack = SipWorld.Message("", "ACK");
        _world.Alice.Transactions.SendStateless(ack, _world.Bob.Target(TransportKind.Udp));

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "200", "200", "ACK ACK" }));
    }

    [Test]
    public void Without_an_answer_a_100_without_tag_comes_after_200_ms()
    {
        Send();

        _world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(_world.Bob.Log, Is.EqualTo(new[] { "0.001 < udp invite", "0.201 > udp 100" }));
        Assert.That(_world.Bob.Packets[1].Message?.ToTag, Is.Null);
    }

    [Test]
    public void CANCEL_finds_its_INVITE()
    {
        SipServerTransaction? ringing = null;
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            if (transaction.Request.Method == "INVITE")
            {
                ringing = transaction;
                transaction.Respond(SipWorld.Answer(transaction, 180));
                return;
            }

            Assert.That(_world.Bob.Transactions.CancelledBy(transaction), Is.SameAs(ringing));
            transaction.Respond(SipWorld.Answer(transaction, 200));
            ringing?.Respond(SipWorld.Answer(ringing, 487));
        };
        var invite = Send();
        Assert.That(() => invite.Cancel(), Throws.InvalidOperationException, "not before a provisional response");
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        var cancel = invite.Cancel(response => _heard.Add($"CANCEL {response.StatusCode}"));

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "180", "CANCEL 200", "487" }));
        Assert.That(cancel.Request.TopVia?.ToString(), Is.EqualTo(invite.Request.TopVia?.ToString()));
    }

    [Test]
    public void A_missing_ACK_is_reported()
    {
        _world.Network.Add(new LinkRule { Where = bytes => bytes.Span.StartsWith("ACK"u8), Drop = 1 });
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            transaction.AckTimeout += () => _heard.Add("no ACK");
            transaction.Respond(SipWorld.Answer(transaction, 486));
        };
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "486", "no ACK" }));
    }

    private SipClientTransaction Send() => _world.Alice.Transactions.Send(
        SipWorld.Message("", "INVITE"), _world.Bob.Target(TransportKind.Udp), response => _heard.Add(response.StatusCode.ToString()));
}
