#pragma warning disable NUnit1032 // The bed disposes of its seats and peers.
using Conformance.Stack;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Tests.InstantMessages;

public sealed class RelaySpecs
{
    private const string RelayUri = "sip:relay.k3@10.0.0.3:5060;transport=tcp";
    private const string AliceUri = "sip:alice@10.0.0.1:5060;transport=tcp";

    private Bed _bed = null!;
    private IReferenceSeat _alice = null!;
    private IReferenceSeat _relay = null!;
    private Peer _bob = null!;

    [SetUp]
    public void Open()
    {
        _bed = new Bed();
        _alice = _bed.Seat("im-sender", "10.0.0.1");
        _relay = _bed.Seat("im-intermediary", "10.0.0.3");
        _bob = _bed.Peer("10.0.0.2");
    }

    [TearDown]
    public void Close() => _bed.Dispose();

    [TestCase(404)]
    [TestCase(415)]
    [TestCase(503)]
    [TestCase(603)]
    public void A_downstream_failure_becomes_one_negative_receipt(int status)
    {
        _bob.Answers = _ => status;
        Send("negative-delivery");
        Assert.That(_bed.Saw, Is.EqualTo(new[] { $"show-receipt user=alice message-id={Id} recipient={_bob.Uri("bob")} class=failed" }));
    }

    [Test]
    public void Silence_downstream_counts_as_408_after_64_T1()
    {
        _bob.Answers = _ => null;
        Send("negative-delivery");
        _bed.Run(30);
        Assert.That(_bed.Saw, Is.Empty);
        _bed.Run(2);
        Assert.That(_bed.Saw.Single(), Does.EndWith("class=failed"));
    }

    [Test]
    public void A_closed_port_downstream_counts_as_503()
    {
        _bob.Dispose();
        Send("negative-delivery");
        Assert.That(_bed.Saw.Single(), Does.EndWith("class=failed"));
    }

    [TestCase("")]
    [TestCase("read")]
    [TestCase("positive-delivery")]
    public void A_failure_nobody_asked_about_is_not_reported(string receipts)
    {
        _bob.Answers = _ => 480;
        Send(receipts);
        _bed.Run(60);
        Assert.That(_bed.Saw, Is.Empty);
    }

    [Test]
    public void What_goes_on_is_the_same_body_one_hop_further()
    {
        Send("positive-delivery,negative-delivery");
        _bed.Run(60);
        var onward = _bob.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(onward.RequestUriText, Is.EqualTo(_bob.Uri("bob")));
            Assert.That(onward.Has(Wire.Sip.SipHeader.Route), Is.False);
            Assert.That(onward.MaxForwards, Is.EqualTo(69));
            Assert.That(CpimMessage.Parse(onward.Body).ReceiptRequest, Is.EqualTo("positive-delivery, negative-delivery"));
            Assert.That(_bed.Saw, Is.Empty, "a downstream 2xx reports nothing");
        });
    }

    [Test]
    public void Alice_relay_and_Bob_end_to_end()
    {
        _bob.Dispose();
        var bob = _bed.Seat("im-recipient", "10.0.0.2");
        Send("positive-delivery,negative-delivery,read");
        bob.Do("read", "user=bob", $"message-id={_bed.Saw[0].Split("message-id=")[1].Split(' ')[0]}");
        _bed.Run();
        Assert.That(_bed.Saw.Select(line => line.Split(' ')[0] + line[line.LastIndexOf('=')..]), Is.EqualTo(new[]
        {
            "show=render", "show-receipt=delivered", "show-receipt=read",
        }));
    }

    [Test]
    public void A_negative_receipt_from_downstream_becomes_the_relays_own_unless_it_is_forged()
    {
        var mallory = _bed.Peer("10.0.0.9");
        Send("negative-delivery");
        var document = StatusReceipt.Delivery(Id, _bob.Uri("bob"), 480);
        mallory.Send(mallory.Message(RelayUri, "mallory", Peer.Receipt(mallory.Uri("mallory"), RelayUri, document)), _relay.SipAddresses[TransportKind.Tcp]);
        mallory.Send(
            mallory.Message(RelayUri, "mallory", Peer.Receipt(mallory.Uri("mallory"), RelayUri, document with { MessageId = "unknown" })),
            _relay.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        Assert.That(_bed.Saw, Is.Empty);
        for (var i = 0; i < 2; i++)
        {
            _bob.Send(_bob.Message(RelayUri, "bob", Peer.Receipt(_bob.Uri("bob"), RelayUri, document)), _relay.SipAddresses[TransportKind.Tcp]);
            _bed.Run();
        }

        Assert.That(_bed.Saw.Single(), Does.EndWith("class=failed"));
        Assert.That(_bob.Responses.Select(response => response.StatusCode), Is.EqualTo(new[] { 200, 200 }));
    }

    [TestCase("read")]
    [TestCase("delivery")]
    public void Receipts_pass_without_state(string type)
    {
        var carol = _bed.Peer("10.0.0.4");
        carol.Answers = _ => null;
        var document = StatusReceipt.Read("m1", _bob.Uri("bob")) with { Type = type };
        var body = Peer.Receipt(_bob.Uri("bob"), carol.Uri("carol", "udp"), document);
        _bob.Send(_bob.Message(carol.Uri("carol", "udp"), "bob", body), _relay.SipAddresses[TransportKind.Udp], TransportKind.Udp);
        _bed.Run(3);
        Assert.Multiple(() =>
        {
            Assert.That(_bob.Responses, Is.Empty);
            Assert.That(carol.Arrivals, Has.Count.EqualTo(3), "each copy goes on");
            Assert.That(carol.Arrivals.Select(copy => copy.TopVia?.Branch).Distinct().Count(), Is.EqualTo(1));
            Assert.That(carol.Requests.Single().Body.ToArray(), Is.EqualTo(body));
            Assert.That(carol.Requests.Single().Vias, Has.Count.EqualTo(2));
        });
    }

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public void The_answer_to_a_passed_receipt_goes_back_to_its_sender(TransportKind transport)
    {
        var carol = _bed.Peer("10.0.0.4");
        carol.Answers = _ => 480;
        var to = carol.Uri("carol", transport == TransportKind.Udp ? "udp" : "tcp");
        _bob.Send(
            _bob.Message(to, "bob", Peer.Receipt(_bob.Uri("bob"), to, StatusReceipt.Read("m1", null))).Add("Route", $"<{RelayUri};lr>"),
            _relay.SipAddresses[transport],
            transport);
        _bed.Run(60);
        Assert.That(_bob.Responses.Single().StatusCode, Is.EqualTo(480));
        Assert.That(_bob.Requests, Is.Empty, "a receipt that fails brings no receipt");
    }

    [Test]
    public void No_more_hops_are_allowed_at_Max_Forwards_0()
    {
        var request = _bob.Message(AliceUri, "bob", "Hi"u8.ToArray(), "text/plain").Set("Max-Forwards", "0");
        _bob.Send(request, _relay.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        Assert.That(_bob.Responses.Single().StatusCode, Is.EqualTo(483));
    }

    private string Id => _bob.Entities[0].MessageId ?? "";

    private void Send(string receipts)
    {
        _alice.Do("send-im", "user=alice", $"to={_bob.Uri("bob")}", $"via={RelayUri}", $"receipts={receipts}", "text=Hello");
        _bed.Run();
    }
}
