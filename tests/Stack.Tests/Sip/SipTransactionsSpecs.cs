using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class SipTransactionsSpecs
{
    private readonly List<string> _heard = [];
    private readonly List<SipServerTransaction> _asked = [];
    private SipWorld _world = new();

    [SetUp]
    public void CreateWorld()
    {
        _heard.Clear();
        _asked.Clear();
        _world = new SipWorld();
        _world.Bob.Transactions.RequestReceived += _asked.Add;
    }

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    [TestCase(TransportKind.Tls)]
    public void A_request_and_its_answer(TransportKind kind)
    {
        BobAnswers(200);
        var transaction = Send(kind);

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "200" }));
        Assert.That((transaction.Sends, transaction.IsCompleted, transaction.RepeatedFinals), Is.EqualTo((1, true, 0)));
        Assert.That((_world.Alice.Transactions.Count, _world.Bob.Transactions.Count), Is.EqualTo((0, 0)), "nothing is left behind");
        Assert.That(transaction.Request.TopVia?.ToString(), Does.StartWith($"SIP/2.0/{kind} 10.0.0.1:506").IgnoreCase);
    }

    [Test]
    public void Lost_requests_are_repeated_and_reach_the_user_once()
    {
        _world.Network.Add(new LinkRule { To = _world.Bob.Target(TransportKind.Udp).Address, Times = 2, Drop = 1 });
        BobAnswers(200);
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "200" }));
        Assert.That(_world.Alice.Log, Is.EqualTo(new[] { "0 > udp message", "0.5 > udp message", "1.5 > udp message", "1.502 < udp 200" }));
    }

    [Test]
    public void A_lost_answer_is_repeated_by_the_server_when_the_request_comes_again()
    {
        _world.Network.Add(new LinkRule { To = _world.Alice.Target(TransportKind.Udp).Address, Times = 1, Drop = 1 });
        BobAnswers(202);
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "202" }));
        Assert.That((_asked.Count, _asked[0].RepeatedRequests), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Repeated_finals_are_counted_and_not_delivered()
    {
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            transaction.Respond(SipWorld.Answer(transaction, 200));
            transaction.Resend();
            transaction.RespondBehind(SipWorld.Answer(transaction, 486).Bytes);
        };
        var sent = Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "200" }));
        Assert.That(sent.RepeatedFinals, Is.EqualTo(2));
    }

    [Test]
    public void Provisional_responses_are_delivered_each()
    {
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            transaction.Respond(SipWorld.Answer(transaction, 180));
            transaction.Respond(SipWorld.Answer(transaction, 183));
            Assert.That(transaction.Respond(SipWorld.Answer(transaction, 200)));
            Assert.That(transaction.Respond(SipWorld.Answer(transaction, 500)), Is.False, "a second final");
        };
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "180", "183", "200" }));
    }

    [Test]
    public void Nobody_answering_is_a_timeout_after_64_T1_and_an_ignored_request_leaves_nothing_behind()
    {
        _world.Bob.Transactions.RequestReceived += transaction => transaction.Ignore();
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "timeout" }));
        Assert.That(_world.Bob.LogWithoutTimes.Distinct(), Is.EqualTo(new[] { "< udp message" }), "no 100 either");
        Assert.That(_world.Bob.Transactions.Count, Is.Zero);
        Assert.That(_world.Loop.Now - VirtualLoop.Epoch, Is.InRange(TimeSpan.FromSeconds(32), TimeSpan.FromSeconds(33)));
    }

    [Test]
    public void A_request_nobody_answers_gets_its_100_and_is_given_up_when_its_client_has()
    {
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That(_heard.Distinct(), Is.EqualTo(new[] { "100", "timeout" }));
        Assert.That(_world.Bob.Log[3..5], Is.EquivalentTo(new[] { "3.501 < udp message", "3.501 > udp 100" }));
        Assert.That(_world.Bob.Transactions.Count, Is.Zero);
    }

    [Test]
    public void A_refused_connection_is_a_transport_error_and_not_a_timeout()
    {
        _world.Bob.Dispose();
        Send(TransportKind.Tcp, new SipTarget(TransportKind.Tcp, System.Net.IPEndPoint.Parse("10.0.0.2:5060")));

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "error 10.0.0.2:5060 refused the connection" }));
    }

    [Test]
    public void A_terminated_client_is_silent_and_its_responses_are_unmatched()
    {
        var unmatched = 0;
        _world.Alice.Transactions.ResponseUnmatched += _ => unmatched++;
        BobAnswers(200);
        Send().Terminate();

        _world.Loop.RunUntilIdle();

        Assert.That((_heard.Count, unmatched, _world.Alice.Log.Count), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public void A_response_to_another_host_is_unmatched_even_with_our_branch()
    {
        var unmatched = 0;
        _world.Alice.Transactions.ResponseUnmatched += _ => unmatched++;
        _world.Bob.Transactions.RequestReceived += transaction =>
        {
            var via = transaction.Request.TopVia;
            transaction.RespondBehind(SipWorld.Answer(transaction, 200).Edit()
                .SetFirst("Via", new SipVia("UDP", "10.0.0.7", 5060, [new SipParameter("branch", via?.Branch)]).ToString()).Build().Bytes);
            transaction.Ignore();
        };
        Send();

        _world.Loop.RunUntilIdle();

        Assert.That((_heard.Single(), unmatched), Is.EqualTo(("timeout", 1)));
    }

    [Test]
    public void Intercept_comes_first_and_stateless_sending_leaves_no_transaction()
    {
        _world.Bob.Transactions.Intercept = packet =>
        {
            _world.Bob.Transport.SendResponse(SipWorld.Answer(packet.Stamped!, 503), packet);
            return true;
        };
        _world.Alice.Transactions.ResponseUnmatched += packet => _heard.Add($"unmatched {packet.Message?.StatusCode}");
        _world.Alice.Transactions.SendStateless(SipWorld.Message(), _world.Bob.Target(TransportKind.Udp));

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { "unmatched 503" }));
        Assert.That((_asked.Count, _world.Alice.Transactions.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_request_over_1300_octets_goes_over_TCP_and_back_to_UDP_when_that_is_refused()
    {
        BobAnswers(200);
        var large = SipWorld.Message(new string('x', 1300));
        var moved = _world.Alice.Transactions.Send(large, _world.Bob.Target(TransportKind.Udp), Heard, () => _heard.Add("timeout"));
        _world.Loop.RunUntilIdle();
        Assert.That((moved.Target.Transport, moved.Request.TopVia?.Transport), Is.EqualTo((TransportKind.Tcp, "TCP")));

        using var udpOnly = new UdpOnlyPeer(_world.Network, "10.0.0.5:5060");
        var refused = _world.Alice.Transactions.Send(large, udpOnly.Target, Heard, () => _heard.Add("timeout"), reason => _heard.Add(reason));
        _world.Loop.RunUntilIdle();
        Assert.That((refused.Target.Transport, refused.Request.TopVia?.Transport, refused.Sends > 10), Is.EqualTo((TransportKind.Udp, "UDP", true)));

        _world.Alice.Transactions.UdpRequestLimit = null;
        var stays = _world.Alice.Transactions.Send(large, _world.Bob.Target(TransportKind.Udp), Heard);
        _world.Loop.RunUntilIdle();
        Assert.That(stays.Target.Transport, Is.EqualTo(TransportKind.Udp));
        Assert.That(_heard, Is.EqualTo(new[] { "200", "timeout", "200" }));
    }

    [Test]
    public void The_same_request_by_another_path_is_merged()
    {
        _world.Alice.Transactions.Send(SipWorld.Message(), _world.Bob.Target(TransportKind.Udp), Heard);
        _world.Alice.Transactions.Send(SipWorld.Message(), _world.Bob.Target(TransportKind.Udp), Heard);
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(_asked.Select(transaction => transaction.IsMerged), Is.EqualTo(new[] { false, true }));
    }

    [TestCase("Call-ID", "no Call-ID")]
    [TestCase("From", "no usable From")]
    [TestCase("CSeq", "no usable CSeq")]
    public void A_request_without_its_core_headers_is_rejected_with_400(string missing, string reason)
    {
        _world.Bob.Transactions.RequestRejected += (_, defect) => _heard.Add(defect);
        var broken = SipWorld.Message().Edit().Remove(missing).AddFirst("Via", "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1").Build();
        _world.Alice.Transport.Send(broken, _world.Bob.Target(TransportKind.Udp));

        _world.Loop.RunUntilIdle();

        Assert.That(_heard, Is.EqualTo(new[] { reason }));
        Assert.That((_world.Alice.LogWithoutTimes[^1], _asked.Count), Is.EqualTo(("< udp 400", 0)));
    }

    [Test]
    public void A_branch_in_use_is_refused()
    {
        var own = SipWorld.Message().Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKmine").Build();
        _world.Alice.Transactions.Send(own, _world.Bob.Target(TransportKind.Udp), Heard);

        Assert.That(() => _world.Alice.Transactions.Send(own, _world.Bob.Target(TransportKind.Udp), Heard), Throws.InvalidOperationException);
    }

    [Test]
    public void Without_the_cookie_the_rule_of_RFC_2543_matches_copies()
    {
        var old = SipWorld.Message().Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.1:5060;branch=1").Build();
        foreach (var copy in new[] { old, old, old.Edit().Set("CSeq", "2 MESSAGE").Build() })
        {
            _world.Alice.Transport.Send(copy, _world.Bob.Target(TransportKind.Udp));
        }

        _world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(_asked.Select(transaction => transaction.Request.CSeq?.Number), Is.EqualTo(new uint?[] { 1, 2 }));
    }

    [Test]
    public void Equal_seeds_give_equal_bytes_at_equal_times()
    {
        var (first, again) = (Run(), Run());

        Assert.That(again, Is.EqualTo(first));
        Assert.That(first, Has.Count.GreaterThan(20));

        static List<string> Run()
        {
            using var world = new SipWorld(seed: 9);
            world.Network.Add(new LinkRule { Drop = 0.3, Duplicate = 0.3, Reorder = 0.3 });
            world.Bob.Transactions.RequestReceived += transaction => transaction.Respond(SipWorld.Answer(transaction, 200));
            for (var i = 0; i < 10; i++)
            {
                world.Alice.Transactions.Send(SipWorld.Message($"message {i}"), world.Bob.Target(TransportKind.Udp), _ => { });
                world.Loop.RunFor(TimeSpan.FromMilliseconds(300));
            }

            world.Loop.RunUntilIdle();
            return [.. world.Alice.Packets.Select(packet => $"{packet.Time.Ticks} {Convert.ToBase64String(packet.Bytes.Span)}")];
        }
    }

    private void BobAnswers(int status) => _world.Bob.Transactions.RequestReceived += transaction => transaction.Respond(SipWorld.Answer(transaction, status));

    private void Heard(SipMessage response) => _heard.Add(response.StatusCode.ToString());

    private SipClientTransaction Send(TransportKind kind = TransportKind.Udp, SipTarget? target = null) => _world.Alice.Transactions.Send(
        SipWorld.Message(), target ?? _world.Bob.Target(kind), Heard, () => _heard.Add("timeout"), reason => _heard.Add("error " + reason));

    private sealed class UdpOnlyPeer(VirtualNetwork network, string endPoint) : IDisposable
    {
        private readonly IDatagramSocket _socket = network.BindDatagram(System.Net.IPEndPoint.Parse(endPoint), (_, _) => { });

        public SipTarget Target => new(TransportKind.Udp, _socket.Local);

        public void Dispose() => _socket.Dispose();
    }
}
