#pragma warning disable NUnit1032 // The bed disposes of its seats and peers.
using System.Text;
using Conformance.Stack;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.InstantMessages;

public sealed class UserAgentSpecs
{
    private Bed _bed = null!;
    private IReferenceSeat _alice = null!;
    private IReferenceSeat _bob = null!;

    private const string BobUri = "sip:bob.k3@10.0.0.2:5060;transport=tcp";

    [SetUp]
    public void Open()
    {
        _bed = new Bed();
        _alice = _bed.Seat("im-sender", "10.0.0.1");
        _bob = _bed.Seat("im-recipient", "10.0.0.2");
    }

    [TearDown]
    public void Close() => _bed.Dispose();

    [TestCase("sip:bob.k3@10.0.0.2:5060;transport=tcp")]
    [TestCase("sip:bob.k3@10.0.0.2:5060")]
    [TestCase("sips:bob.k3@10.0.0.2:5061")]
    public void A_delivered_IM_is_shown_and_confirmed_once(string to)
    {
        Send("positive-delivery,negative-delivery", to);
        _bed.Run(120);
        Assert.Multiple(() =>
        {
            Assert.That(_bed.Saw, Has.Count.EqualTo(2));
            Assert.That(_bed.Saw[0], Does.StartWith("show user=bob.k3").And.Contain("text=Hello").And.Contain("disposition=render"));
            Assert.That(_bed.Saw[1], Does.StartWith("show-receipt user=alice.k3").And.Contain($"recipient={to} class=delivered"));
        });
    }

    [Test]
    public void Nothing_is_confirmed_that_was_not_asked_for()
    {
        Send("");
        _bob.Do("read", "user=bob.k3", $"message-id={ShownId()}");
        Send("negative-delivery");
        _bob.Do("read", "user=bob.k3", $"message-id={ShownId()}");
        _bed.Run();
        Assert.That(_bed.Saw, Has.All.StartsWith("show "));
    }

    [Test]
    public void A_gateway_answers_202_and_reports_the_failure_it_learns_of()
    {
        _bob.Do("hold", "user=bob.k3", "on=true");
        var peer = _bed.Peer("10.0.0.9");
        peer.Send(peer.Message(BobUri, "carol", peer.Im("carol", BobUri, "m1", "negative-delivery, positive-delivery")), _bob.SipAddresses[TransportKind.Tcp]);
        _bed.Run(40);
        Assert.That(peer.Responses.Single().StatusCode, Is.EqualTo(202));
        Assert.That(peer.Receipts, Is.Empty);
        _bob.Do("fail", "user=bob.k3", "message-id=m1", "status=410");
        _bob.Do("deliver", "user=bob.k3", "message-id=m1");
        _bed.Run();
        Assert.That(peer.Receipts, Is.EqualTo(new[] { "delivery 410 m1" }));
    }

    [Test]
    public void Reading_is_reported_once_and_only_after_reading()
    {
        Send("read");
        _bed.Run(30);
        Assert.That(_bed.Saw, Has.Count.EqualTo(1));
        var id = ShownId();
        _bob.Do("read", "user=bob.k3", $"message-id={id}");
        _bed.Run();
        _bob.Do("read", "user=bob.k3", $"message-id={id}");
        _bed.Run();
        Assert.That(_bed.Saw.Skip(1), Is.EqualTo(new[] { $"show-receipt user=alice.k3 message-id={id} recipient={BobUri} class=read" }));
    }

    [Test]
    public void Reads_that_cannot_be_observed_are_reported_as_such_at_delivery()
    {
        _bob.Do("read-unknown", "user=bob.k3");
        Send("read");
        _bob.Do("read", "user=bob.k3", $"message-id={ShownId()}");
        _bed.Run();
        Assert.That(_bed.Saw.Skip(1).Single(), Does.EndWith("class=read-unknown"));
    }

    [Test]
    public void A_user_who_opted_out_answers_and_stays_silent()
    {
        _bob.Do("opt-out", "user=bob.k3", "on=true");
        Send("positive-delivery,negative-delivery,read");
        _bob.Do("read", "user=bob.k3", $"message-id={ShownId()}");
        _bed.Run();
        Assert.That(_bed.Saw, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_refused_IM_fails_and_earns_no_receipt()
    {
        _bob.Do("refuse", "user=bob.k3", "status=486");
        Send("positive-delivery,negative-delivery,read");
        Assert.That(_bed.Saw.Single(), Does.StartWith("failed user=alice.k3").And.EndsWith("status=486"));
    }

    [Test]
    public void The_sender_takes_IMs_too_and_confirms_them()
    {
        _bob.Do("send-im", "user=bob.k3", "to=sip:alice.k3@10.0.0.1:5060;transport=tcp", "receipts=positive-delivery", "text=fence");
        _bed.Run();
        Assert.That(_bed.Saw, Is.EqualTo(new[] { _bed.Saw[0], _bed.Saw[1] }).And.Some.EndsWith("class=delivered"));
    }

    [Test]
    public void A_retransmitted_IM_yields_one_receipt_even_as_a_transaction_of_its_own()
    {
        var peer = _bed.Peer("10.0.0.9");
        var im = peer.Im("carol", BobUri, "m1", "positive-delivery");
        peer.Send(peer.Message(BobUri, "carol", im), _bob.SipAddresses[TransportKind.Udp], TransportKind.Udp).Resend();
        _bed.Run();
        peer.Send(peer.Message(BobUri, "carol", im), _bob.SipAddresses[TransportKind.Udp], TransportKind.Udp);
        _bed.Run();
        Assert.Multiple(() =>
        {
            Assert.That(peer.Responses.Select(response => response.StatusCode), Is.EqualTo(new[] { 200, 200 }));
            Assert.That(peer.Receipts, Is.EqualTo(new[] { "delivery 200 m1" }));
        });
    }

    [Test]
    public void A_receipt_is_built_as_the_draft_wants_it()
    {
        var peer = _bed.Peer("10.0.0.9");
        var other = "sip:dave@10.0.0.9:5060;transport=tcp";
        var entity = CpimMessage.Build().From(peer.Uri("carol"), "Carol & \"co\"").To(other).To(BobUri).Header("Message-ID", "a&b!c*")
            .Header("Receipt-Request", "read , positive-delivery").Content("text/html", "<b>Hi</b>"u8.ToArray()).ToBytes();
        peer.Send(peer.Message(BobUri, "carol", entity), _bob.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        var message = peer.Requests.Single();
        var receipt = CpimMessage.Parse(message.Body);
        Assert.Multiple(() =>
        {
            Assert.That(message.RequestUriText, Is.EqualTo(peer.Uri("carol")));
            Assert.That(message.To?.Uri.ToString(), Is.EqualTo("sip:carol@10.0.0.9"));
            Assert.That(message.From?.Uri.ToString(), Is.EqualTo("sip:bob.k3@10.0.0.2"));
            Assert.That(message.Has(SipHeader.Contact), Is.False);
            Assert.That(receipt.From?.Uri, Is.EqualTo(BobUri));
            Assert.That(receipt.To.Single().Uri, Is.EqualTo(peer.Uri("carol")));
            Assert.That(receipt.MessageId, Is.Null);
            Assert.That(receipt.ReceiptRequest, Is.Null);
            Assert.That(receipt.Content.Disposition?.Text, Is.EqualTo("confirm"));
            Assert.That(StatusReceipt.Validate(receipt.Content.Content), Is.Empty);
            Assert.That(StatusReceipt.TryRead(receipt.Content.Content, out var document, out _), Is.True);
            Assert.That(document?.MessageId, Is.EqualTo("a&b!c*"));
            Assert.That(document?.RecipientUri, Is.EqualTo(BobUri));
        });
    }

    [TestCase("application/x-unknown", 415)]
    [TestCase("message/status-receipt+xml", 415)]
    [TestCase("text/plain", 200)]
    [TestCase("message/cpim", 400)]
    public void What_can_be_taken_decides_the_answer(string contentType, int status)
    {
        var peer = _bed.Peer("10.0.0.9");
        peer.Send(peer.Message(BobUri, "carol", Encoding.UTF8.GetBytes("no headers here"), contentType), _bob.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        var response = peer.Responses.Single();
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Values(SipHeader.Accept), status == 415 ? Does.Contain("message/cpim").And.Contain("text/plain") : Is.Empty);
    }

    [Test]
    public void A_multipart_with_an_optional_stranger_is_taken_and_its_CPIM_part_confirmed()
    {
        var peer = _bed.Peer("10.0.0.9");
        var cpim = Encoding.UTF8.GetString(peer.Im("carol", BobUri, "m1", "positive-delivery"));
        string Body(string handling) => $"--b\r\nContent-Type: message/cpim\r\n\r\n{cpim}\r\n--b\r\nContent-Type: application/x-odd\r\n"
            + $"Content-Disposition: x;handling={handling}\r\n\r\n?\r\n--b--\r\n";
        foreach (var handling in new[] { "optional", "required" })
        {
            peer.Send(
                peer.Message(BobUri, "carol", Encoding.UTF8.GetBytes(Body(handling)), "multipart/mixed;boundary=b"),
                _bob.SipAddresses[TransportKind.Tcp]);
            _bed.Run();
        }

        Assert.That(peer.Responses.Select(response => response.StatusCode), Is.EqualTo(new[] { 200, 415 }));
        Assert.That(peer.Receipts, Is.EqualTo(new[] { "delivery 200 m1" }));
    }

    [TestCase("x-odd", "MESSAGE", 420)]
    [TestCase(null, "OPTIONS", 200)]
    [TestCase(null, "INFO", 405)]
    [TestCase(null, "Message", 501)]
    [TestCase("x-odd", "OPTIONS", 420)]
    public void Requests_are_checked_before_they_are_looked_into(string? require, string method, int status)
    {
        var peer = _bed.Peer("10.0.0.9");
        var request = peer.Message(BobUri, "carol", "Hi"u8.ToArray(), "text/plain").WithMethod(method).Set("CSeq", $"1 {method}");
        peer.Send(require is null ? request : request.Add("Require", require), _bob.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        var response = peer.Responses.Single();
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(status));
            Assert.That(response.Value(SipHeader.Unsupported), Is.EqualTo(status == 420 ? "x-odd" : null));
            Assert.That(response.Values(SipHeader.Allow), status is 405 or 501 or 200 ? Does.Contain("MESSAGE") : Is.Empty);
            Assert.That(_bed.Saw, Is.Empty);
        });
    }

    [Test]
    public void A_challenged_receipt_is_sent_again_with_credentials()
    {
        using var bed = new Bed();
        var bob = bed.Seat("im-recipient", "10.0.0.2", options => options with { Credentials = new SeatCredentials("bob", "secret") });
        var alice = bed.Seat("im-sender", "10.0.0.1", options => options with { Accounts = new Dictionary<string, string> { ["bob"] = "secret" } });
        alice.Do("send-im", "user=alice", "to=sip:bob@10.0.0.2:5060;transport=tcp", "receipts=positive-delivery", "text=Hello");
        bed.Run();
        Assert.That(bed.Saw, Has.Exactly(1).StartsWith("show-receipt user=alice").And.All.Contains("user="));
    }

    [Test]
    public void Receipts_that_cannot_be_true_change_nothing_and_are_answered()
    {
        var bob = _bed.Peer("10.0.0.8");
        var mallory = _bed.Peer("10.0.0.9");
        var alice = "sip:alice.k3@10.0.0.1:5060;transport=tcp";
        Send("positive-delivery", bob.Uri("bob"));
        var id = bob.Entities.Single().MessageId!;
        var pos = StatusReceipt.Delivery(id, bob.Uri("bob"), 200);
        (Peer Peer, byte[] Body)[] forged =
        [
            (mallory, Peer.Receipt(mallory.Uri("mallory"), alice, pos with { RecipientUri = mallory.Uri("mallory") })),
            (mallory, Peer.Receipt(mallory.Uri("mallory"), alice, pos)),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, StatusReceipt.Read(id, bob.Uri("bob")))),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, pos with { MessageId = "never-sent" })),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, pos, disposition: "render")),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, pos with { Type = "processed" })),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, pos with { RootNamespace = "urn:other" })),
            (bob, Peer.Receipt(bob.Uri("bob"), alice, pos with { Status = "delivered" })),
        ];
        foreach (var (peer, body) in forged)
        {
            peer.Send(peer.Message(alice, "someone", body), _alice.SipAddresses[TransportKind.Tcp]);
            _bed.Run();
        }

        Assert.That(_bed.Saw, Is.Empty);
        Assert.That(bob.Responses.Concat(mallory.Responses).Select(response => response.StatusCode), Has.Exactly(forged.Length).EqualTo(200));
        bob.Send(bob.Message(alice, "bob", Peer.Receipt(bob.Uri("bob"), alice, pos, messageId: "x1", request: "positive-delivery, read")), _alice.SipAddresses[TransportKind.Tcp]);
        _bed.Run(60);
        Assert.That(_bed.Saw.Single(), Does.EndWith("class=delivered"));
        Assert.That(bob.Receipts, Is.Empty);
    }

    [Test]
    public void Receipts_for_a_message_to_a_list_are_told_apart_by_recipient_uri()
    {
        var (list, bob) = (_bed.Peer("10.0.0.7"), _bed.Peer("10.0.0.8"));
        var (carol, alice) = ("sip:carol@10.0.0.6:5060", "sip:alice.k3@10.0.0.1:5060;transport=tcp");
        _alice.Do(
            "send-list", "user=alice.k3", $"service={list.Uri("list")}", $"recipients=to {bob.Uri("bob")}\ncc {carol}",
            "receipts=positive-delivery,negative-delivery", "text=Hello");
        _bed.Run();
        var request = list.Requests.Single();
        Assert.That(request.Values(SipHeader.Require), Is.EqualTo(new[] { "recipient-list-message" }));
        var parts = Wire.Mime.MimeMultipart.Parse(request.Body, request.ContentType!.Boundary!).Parts;
        var id = CpimMessage.Parse(parts.Single(part => part.ContentType!.Is("message/cpim")).Content).MessageId!;
        list.Send(
            list.Message(alice, "list", Peer.Receipt(list.Uri("list"), alice, StatusReceipt.Delivery(id, carol, 404))), _alice.SipAddresses[TransportKind.Tcp]);
        bob.Send(
            bob.Message(alice, "bob", Peer.Receipt(bob.Uri("bob"), alice, StatusReceipt.Delivery(id, "bob@10.0.0.8", 200))), _alice.SipAddresses[TransportKind.Tcp]);
        _bed.Run();
        Assert.That(_bed.Saw, Is.EquivalentTo(new[]
        {
            $"show-receipt user=alice.k3 message-id={id} recipient={carol} class=failed",
            $"show-receipt user=alice.k3 message-id={id} recipient={bob.Uri("bob")} class=delivered",
        }));
    }

    [Test]
    public void A_second_MESSAGE_to_a_URI_waits_for_the_first_to_end()
    {
        var bob = _bed.Peer("10.0.0.8");
        bob.Answers = _ => null;
        Send("", bob.Uri("bob"));
        Send("", bob.Uri("bob"));
        _bed.Run(20);
        Assert.That(bob.Requests, Has.Count.EqualTo(1));
        bob.Answers = _ => 200;
        _bed.Run(20);
        Assert.That(bob.Requests, Has.Count.EqualTo(2));
        Assert.That(_bed.Saw.Single(), Does.StartWith("failed").And.EndsWith("status=408"));
    }

    [Test]
    public void An_unknown_action_or_a_missing_value_is_named()
    {
        Assert.That(() => _alice.Do("dance"), Throws.ArgumentException.With.Message.Contains("dance"));
        Assert.That(() => _alice.Do("send-im", "user=a"), Throws.ArgumentException.With.Message.Contains("to"));
    }

    private void Send(string receipts, string to = BobUri)
    {
        _alice.Do("send-im", "user=alice.k3", $"to={to}", $"receipts={receipts}", "text=Hello");
        _bed.Run();
    }

    private string ShownId() => _bed.Saw.Last(line => line.StartsWith("show ", StringComparison.Ordinal)).Split("message-id=")[1].Split(' ')[0];
}
