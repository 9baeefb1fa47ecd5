using System.Net;
using Conformance.Stack;

namespace Conformance.ReferenceImpl.Tests.Msrp;

/// <summary>Two user agents of the bundled implementation in a session with each other.</summary>
[TestFixture]
public sealed class MsrpUserAgentSpecs
{
    private const string Alice = "sip:alice@10.0.0.1:5060;transport=tcp";
    private const string Bob = "sip:bob@10.0.0.2:5060;transport=tcp";
    private const string BobSecure = "sips:bob@10.0.0.2:5061";

    private Bed _bed = new();
    private IReferenceSeat _alice = null!;
    private IReferenceSeat _bob = null!;

    [SetUp]
    public void Meet()
    {
        _bed = new Bed();
        _alice = _bed.Seat("msrp-sender", "10.0.0.1");
        _bob = _bed.Seat("msrp-recipient", "10.0.0.2");
    }

    [TearDown]
    public void Part()
    {
        _alice.Dispose();
        _bob.Dispose();
        _bed.Dispose();
    }

    [TestCase(Bob)]
    [TestCase(BobSecure)]
    public void A_message_is_shown_and_its_read_receipt_comes_back(string to)
    {
        _alice.Do("open-session", "user=alice", $"to={to}");
        _bed.Run();
        var id = Send(to, "read");
        _bob.Do("read", "user=bob", $"message-id={id}");
        _bed.Run();

        Assert.That(_bed.Saw, Has.Exactly(2).StartsWith("session-up"));
        Assert.That(_bed.Saw[^1], Is.EqualTo($"show-receipt user=alice message-id={id} recipient={to} class=read"));
    }

    [Test]
    public void Without_a_session_one_is_set_up_first()
    {
        Send(Bob, "");

        Assert.That(_bed.Saw, Has.Exactly(1).StartsWith("show user=bob").And.Exactly(2).StartsWith("session-up"));
    }

    [Test]
    public void Whoever_was_called_sends_in_the_session_he_was_called_in()
    {
        _alice.Do("open-session", "user=alice", $"to={Bob}");
        _bed.Run();
        _bob.Do("send-im", "user=bob", $"to={Alice}", "receipts=read", "text=Hi");
        _bed.Run();

        Assert.That(_bed.Saw, Has.Exactly(1).StartsWith("show user=alice"));
        Assert.That(_bed.Saw, Has.Exactly(2).StartsWith("session-up"));
    }

    [TestCase("positive-delivery,negative-delivery")]
    [TestCase("")]
    public void Nothing_but_read_earns_a_receipt(string receipts)
    {
        var id = Send(Bob, receipts);
        _bob.Do("read", "user=bob", $"message-id={id}");
        _bed.Run(60);

        Assert.That(_bed.Saw, Has.None.StartsWith("show-receipt").And.None.StartsWith("failed"));
    }

    [Test]
    public void A_long_text_arrives_whole()
    {
        _alice.Do("send-im", "user=alice", $"to={Bob}", "receipts=read", "text=" + new string('x', 10_000));
        _bed.Run();

        Assert.That(_bed.Saw.Single(line => line.StartsWith("show ", StringComparison.Ordinal)), Has.Length.GreaterThan(10_000));
    }

    [Test]
    public void Who_cannot_observe_reads_says_so()
    {
        _bob.Do("read-unknown", "user=bob", "on=true");
        Send(Bob, "read");

        Assert.That(_bed.Saw[^1], Does.EndWith("class=read-unknown"));
    }

    [Test]
    public void Who_has_opted_out_sends_no_receipt()
    {
        _bob.Do("opt-out", "user=bob", "on=true");
        var id = Send(Bob, "read");
        _bob.Do("read", "user=bob", $"message-id={id}");
        _bed.Run();

        Assert.That(_bed.Saw, Has.None.StartsWith("show-receipt"));
    }

    [Test]
    public void A_receipt_for_a_message_of_a_closed_session_goes_in_a_new_one()
    {
        var id = Send(Bob, "read");
        _alice.Do("close-session", "user=alice");
        _bed.Run();
        _bob.Do("read", "user=bob", $"message-id={id}");
        _bed.Run();

        Assert.That(_bed.Saw, Has.Exactly(2).StartsWith("session-closed"));
        Assert.That(_bed.Saw[^1], Does.StartWith("show-receipt user=alice"));
    }

    [TestCase("MESSAGE", 405)]
    [TestCase("BYE", 481)]
    [TestCase("OPTIONS", 200)]
    public void Other_requests_get_their_answer(string method, int status)
    {
        var peer = _bed.Peer("10.0.0.9");
        peer.Send(peer.Message(Bob, "carol", [], "text/plain").WithMethod(method).Set("CSeq", $"1 {method}"), IPEndPoint.Parse("10.0.0.2:5060"), TransportKind.Tcp);
        _bed.Run();

        Assert.That(peer.Responses.Single().StatusCode, Is.EqualTo(status));
    }

    [TestCase("application/sdp", "v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n", 488)]
    [TestCase("text/plain", "no session", 415)]
    public void A_session_it_cannot_have_is_refused(string type, string body, int status)
    {
        var peer = _bed.Peer("10.0.0.9");
        var invite = peer.Message(Bob, "carol", System.Text.Encoding.UTF8.GetBytes(body), type).WithMethod("INVITE").Set("CSeq", "1 INVITE").Add("Contact", "<sip:carol@10.0.0.9>");
        peer.Send(invite, IPEndPoint.Parse("10.0.0.2:5060"), TransportKind.Tcp);
        _bed.Run();

        Assert.That(peer.Responses.Single().StatusCode, Is.EqualTo(status));
    }

    private string Send(string to, string receipts)
    {
        _alice.Do("send-im", "user=alice", $"to={to}", $"receipts={receipts}", "text=Hello");
        _bed.Run();
        var shown = _bed.Saw.Last(line => line.StartsWith("show user=bob", StringComparison.Ordinal));
        return shown.Split(' ').First(word => word.StartsWith("message-id=", StringComparison.Ordinal))["message-id=".Length..];
    }
}
