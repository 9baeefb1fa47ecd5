namespace Conformance.ReferenceImpl.Tests.Gateways;

/// <summary>A SIP user agent and an MSRP user agent with the bundled gateway between them.</summary>
[TestFixture]
public sealed class GatewaySpecs
{
    private const string Bob = "sip:bob@10.0.0.2:5060;transport=tcp";

    private Bed _bed = new();
    private IReferenceSeat _alice = null!;

    [SetUp]
    public void Connect()
    {
        _bed = new Bed();
        _bed.Seat("gateway", "10.0.0.5");
        _alice = _bed.Seat("im-sender", "10.0.0.1");
    }

    [TearDown]
    public void Disconnect()
    {
        _alice.Dispose();
        _bed.Dispose();
    }

    [Test]
    public void A_page_reaches_a_session_that_the_gateway_sets_up_and_its_report_becomes_a_receipt()
    {
        _bed.Seat("msrp-recipient", "10.0.0.2");
        Say("positive-delivery", "Hello");

        Assert.That(_bed.Saw.Where(line => line.StartsWith("show user=bob", StringComparison.Ordinal)), Has.One.Contains("text=Hello"));
        Assert.That(_bed.Saw, Has.One.StartsWith("show-receipt user=alice").And.One.EndsWith("class=delivered"));
    }

    [Test]
    public void A_read_receipt_leaves_the_session_as_a_page()
    {
        var bob = _bed.Seat("msrp-recipient", "10.0.0.2");
        Say("read", "Hello");
        var id = _bed.Saw.Single(line => line.StartsWith("show user=bob", StringComparison.Ordinal)).Split(' ')[2];
        bob.Do("read", "user=bob", id);
        _bed.Run();

        Assert.That(_bed.Saw[^1], Does.StartWith("show-receipt user=alice").And.EndsWith("class=read"));
    }

    [Test]
    public void One_session_carries_all_that_is_for_its_peer()
    {
        _bed.Seat("msrp-recipient", "10.0.0.2");
        Say("", "One");
        Say("", "Two");

        Assert.That(_bed.Saw, Has.Exactly(2).StartsWith("show user=bob").And.One.StartsWith("session-up"));
    }

    [Test]
    public void Who_takes_no_session_gets_nothing_and_the_sender_hears_of_it_when_it_asked()
    {
        _bed.Seat("im-recipient", "10.0.0.2");
        Say("negative-delivery", "Hello");

        Assert.That(_bed.Saw, Has.One.StartsWith("show-receipt user=alice").And.One.EndsWith("class=failed"));
    }

    [Test]
    public void Who_hung_up_after_the_message_came_makes_no_failure_of_it()
    {
        var bob = _bed.Seat("msrp-recipient", "10.0.0.2");
        Say("negative-delivery", "Hello");
        bob.Do("close-session", "user=bob");
        _bed.Run();

        Assert.That(_bed.Saw, Has.None.StartsWith("show-receipt"));
    }

    private void Say(string receipts, string text)
    {
        _alice.Do("send-im", "user=alice", $"to={Bob}", "via=sip:10.0.0.5:5060;transport=tcp", $"receipts={receipts}", $"text={text}");
        _bed.Run();
    }
}
