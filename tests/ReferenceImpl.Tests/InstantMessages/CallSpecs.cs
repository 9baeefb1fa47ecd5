using Conformance.Stack;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.InstantMessages;

/// <summary>Messages to somebody whom the user is talking to.</summary>
public sealed class CallSpecs
{
    private const string Routes = "<sip:10.0.0.9:5060;lr>, <sip:10.0.0.3:5060;transport=tcp;lr>";

    [Test]
    public void A_message_in_a_call_goes_the_way_of_the_call()
    {
        using var bed = new Bed();
        var alice = bed.Seat("im-sender", "10.0.0.1");
        var carol = bed.Peer("10.0.0.3");
        carol.Takes(_ => Routes);

        alice.Do("open-dialog", "user=alice", $"to={carol.Uri("carol")}");
        bed.Run();
        alice.Do("send-im", "user=alice", $"to={carol.Uri("carol")}", "text=Hello");
        bed.Run();

        var invite = carol.Requests.Single(request => request.Method == "INVITE");
        var message = carol.Requests.Single(request => request.Method == "MESSAGE");
        Assert.That((message.CallId, message.FromTag), Is.EqualTo((invite.CallId, invite.FromTag)));
        Assert.That(message.ToTag, Is.Not.Null);
        Assert.That(message.CSeq?.Number, Is.EqualTo(invite.CSeq?.Number + 1));
        Assert.That(message.Values(SipHeader.Route), Is.EqualTo(new[] { "<sip:10.0.0.3:5060;transport=tcp;lr>", "<sip:10.0.0.9:5060;lr>" }));
        Assert.That(message.Has(SipHeader.Contact), Is.False);
    }

    [Test]
    public void A_second_message_in_a_call_waits_for_the_answer_to_the_first()
    {
        using var bed = new Bed();
        var alice = bed.Seat("im-sender", "10.0.0.1");
        var carol = bed.Peer("10.0.0.3");
        carol.Takes(_ => Routes);

        alice.Do("open-dialog", "user=alice", $"to={carol.Uri("carol")}");
        bed.Run();
        alice.Do("send-im", "user=alice", $"to={carol.Uri("carol")}", "text=one");
        alice.Do("send-im", "user=alice", $"to={carol.Uri("carol")}", "text=two");
        bed.Run(30);
        Assert.That(carol.Requests.Count(request => request.Method == "MESSAGE"), Is.EqualTo(1));

        bed.Run(10);
        Assert.That(carol.Requests.Count(request => request.Method == "MESSAGE"), Is.EqualTo(2));
    }

    [Test]
    public void Once_the_other_side_has_hung_up_messages_go_on_their_own()
    {
        using var bed = new Bed();
        var alice = bed.Seat("im-sender", "10.0.0.1");
        var carol = bed.Peer("10.0.0.3");
        carol.Takes(_ => "<sip:10.0.0.3:5060;transport=tcp;lr>");
        alice.Do("open-dialog", "user=alice", $"to={carol.Uri("carol")}");
        bed.Run();

        var ack = carol.Arrivals.Single(request => request.Method == "ACK");
        var bye = SipMessage.Request("BYE", "sip:alice@10.0.0.1:5060;transport=tcp").Add("Max-Forwards", "70")
            .Add("From", ack.Value(SipHeader.To) ?? "").Add("To", ack.Value(SipHeader.From) ?? "").Add("Call-ID", ack.CallId ?? "").Add("CSeq", "1 BYE");
        carol.Send(bye, alice.SipAddresses[TransportKind.Tcp]);
        bed.Run();
        alice.Do("send-im", "user=alice", $"to={carol.Uri("carol")}", "text=Hello");
        bed.Run();

        Assert.That(carol.Responses.Single().StatusCode, Is.EqualTo(200));
        Assert.That(carol.Requests.Single(request => request.Method == "MESSAGE").ToTag, Is.Null);
    }
}
