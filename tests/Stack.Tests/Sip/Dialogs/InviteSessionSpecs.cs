using System.Net;
using System.Text;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip.Dialogs;

[TestFixture]
public sealed class InviteSessionSpecs
{
    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public void A_call_is_offered_answered_acknowledged_and_ended(TransportKind kind)
    {
        using var world = new DialogWorld(kind);
        var events = new List<string>();
        var caller = world.Call();
        caller.Answered += response => events.Add($"answered {Text(response)}");
        world.OnInvite = callee =>
        {
            events.Add($"invited {Text(callee.Invite)}");
            callee.Acknowledged += _ => events.Add("acknowledged");
            callee.Ended += reason => events.Add(reason);
            callee.Accept("answer"u8.ToArray());
        };

        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        Assert.That((caller.State, world.Callee?.State), Is.EqualTo((InviteState.Confirmed, InviteState.Confirmed)));
        caller.Bye();
        world.Loop.RunUntilIdle();

        Assert.That(events, Is.EqualTo(new[] { "invited offer", "answered answer", "acknowledged", "BYE" }));
        Assert.That(world.Ladder, Is.EqualTo(">INVITE, <200, >ACK, >BYE, <200"));
        Assert.That(world.Alice.Sessions.Count + world.Bob.Sessions.Count, Is.Zero);
    }

    [Test]
    public void Requests_of_a_dialog_carry_its_identifiers()
    {
        using var world = new DialogWorld();
        var caller = world.Call();
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        world.Callee?.Bye();
        world.Loop.RunUntilIdle();

        var invite = world.Packets[0].Message!;
        var ok = world.Packets[1].Message!;
        var ack = world.Packets[2].Message!;
        var bye = world.Packets[3].Message!;
        Assert.That(invite.Value("Contact"), Is.EqualTo("<sip:alice@10.0.0.1:5060>"));
        Assert.That(invite.MaxForwards, Is.EqualTo(70));
        Assert.That(invite.ToTag, Is.Null);
        Assert.That(ok.Value("Contact"), Is.EqualTo("<sip:bob@10.0.0.2:5060>"));
        Assert.That(ack.RequestUriText, Is.EqualTo("sip:bob@10.0.0.2:5060"));
        Assert.That((ack.CSeq, ack.FromTag, ack.ToTag), Is.EqualTo((new SipCSeq(invite.CSeq!.Number, "ACK"), invite.FromTag, ok.ToTag)));
        Assert.That(ack.TopVia?.Branch, Is.Not.EqualTo(invite.TopVia?.Branch), "the ACK to a 2xx is a transaction of its own");
        Assert.That(bye.RequestUriText, Is.EqualTo("sip:alice@10.0.0.1:5060"));
        Assert.That((bye.FromTag, bye.ToTag, bye.CallId), Is.EqualTo((ok.ToTag, invite.FromTag, invite.CallId)));
        Assert.That(caller.State, Is.EqualTo(InviteState.Ended));
    }

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    public void The_200_is_repeated_until_the_ACK_and_then_ended_by_BYE(TransportKind kind)
    {
        using var world = new DialogWorld(kind);
        var times = new List<double>();
        string? ended = null;
        world.Alice.Transactions.Intercept = packet => packet.Message is { IsResponse: true, Method: "INVITE" };
        world.OnInvite = callee =>
        {
            callee.Ended += reason => ended = reason;
            callee.Accept("answer"u8.ToArray());
        };
        world.Call();
        world.Loop.RunFor(TimeSpan.FromSeconds(60));

        times.AddRange(world.Packets.Where(packet => packet.Message is { StatusCode: 200, Method: "INVITE" }).Select(packet => packet.Time.Second + (packet.Time.Millisecond / 1000.0)));
        Assert.That(times, Has.Count.EqualTo(11));
        Assert.That(times[1] - times[0], Is.EqualTo(0.5).Within(0.01));
        Assert.That(times[10] - times[9], Is.EqualTo(4).Within(0.01));
        Assert.That(ended, Is.EqualTo("no ACK"));
        Assert.That(world.Packets, Has.Some.Matches<SipPacket>(packet => packet is { Outgoing: false, Message.Method: "BYE", Message.IsRequest: true }));
    }

    [Test]
    public void A_repeated_200_is_acknowledged_again()
    {
        using var world = new DialogWorld();
        var lost = 2;
        world.Bob.Transactions.Intercept = packet => packet.Message is { Method: "ACK" } && lost-- > 0;
        var answers = 0;
        var caller = world.Call();
        caller.Answered += _ => answers++;
        world.Loop.RunFor(TimeSpan.FromSeconds(60));

        Assert.That(world.Ladder, Is.EqualTo(">INVITE, <200, >ACK, <200, >ACK, <200, >ACK"));
        Assert.That(answers, Is.EqualTo(1));
        Assert.That(world.Callee?.IsAcknowledged, Is.True);
    }

    [Test]
    public void A_refusal_ends_both_sides()
    {
        using var world = new DialogWorld();
        string? reason = null;
        world.OnInvite = callee => callee.Reject(488, "Not Acceptable Here");
        var caller = world.Call();
        caller.Ended += why => reason = why;
        world.Loop.RunUntilIdle();

        Assert.That(reason, Is.EqualTo("488 Not Acceptable Here"));
        Assert.That(world.Ladder, Is.EqualTo(">INVITE, <488, >ACK"));
        Assert.That(world.Callee?.State, Is.EqualTo(InviteState.Ended));
    }

    [Test]
    public void A_retry_keeps_the_call_and_counts_on()
    {
        using var world = new DialogWorld();
        var invitations = 0;
        world.OnInvite = callee =>
        {
            if (invitations++ == 0)
            {
                callee.Reject(407);
            }
            else
            {
                callee.Accept("answer"u8.ToArray());
            }
        };
        var caller = world.Call(setup => setup with { Retry = (request, _) => request.Edit().Add("Proxy-Authorization", "Digest username=\"a\"").Build() });
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(caller.State, Is.EqualTo(InviteState.Confirmed));
        Assert.That(world.Ladder, Is.EqualTo(">INVITE, <407, >ACK, >INVITE, <200, >ACK"));
        var (first, second, ack) = (world.Packets[0].Message!, world.Packets[3].Message!, world.Packets[5].Message!);
        Assert.That((second.CallId, second.FromTag, second.CSeq?.Number), Is.EqualTo((first.CallId, first.FromTag, (uint?)(first.CSeq!.Number + 1))));
        Assert.That((ack.CSeq?.Number, ack.Has(SipHeader.ProxyAuthorization)), Is.EqualTo((second.CSeq?.Number, true)));
    }

    [Test]
    public void Hanging_up_while_it_rings_cancels()
    {
        using var world = new DialogWorld();
        string? ended = null;
        world.OnInvite = callee =>
        {
            callee.Ended += reason => ended = reason;
            callee.Ring();
        };
        var caller = world.Call();
        var ringing = false;
        caller.Progress += response => ringing = response.StatusCode == 180 && response.ToTag is not null;
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(ringing);
        caller.Bye();
        world.Loop.RunUntilIdle();

        Assert.That(ended, Is.EqualTo("CANCEL"));
        Assert.That(world.Packets.Select(packet => packet.Message!).Count(message => message is { Method: "CANCEL" }), Is.EqualTo(2));
        Assert.That(world.Packets, Has.Some.Matches<SipPacket>(packet => packet is { Message.StatusCode: 487 }));
    }

    [Test]
    public void Hanging_up_before_any_response_waits_for_one()
    {
        using var world = new DialogWorld();
        var caller = world.Call();
        caller.Bye();
        world.Loop.RunUntilIdle();

        Assert.That(world.Ladder, Is.EqualTo(">INVITE, <200, >ACK, >BYE, <200"), "a 200 that overtakes the CANCEL is ended by BYE");
    }

    [Test]
    public void Record_Route_becomes_the_route_set_of_both_sides()
    {
        using var world = new DialogWorld();
        var caller = world.Call(setup => setup with { Headers = [new("Record-Route", "<sip:10.0.0.2:5060;lr>, <sip:10.0.0.1:5060;lr>")] });
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        var toBob = caller.NewRequest("MESSAGE").Build();
        var toAlice = world.Callee!.NewRequest("MESSAGE").Build();
        Assert.That(toBob.Values("Route"), Is.EqualTo(new[] { "<sip:10.0.0.1:5060;lr>", "<sip:10.0.0.2:5060;lr>" }));
        Assert.That(toAlice.Values("Route"), Is.EqualTo(new[] { "<sip:10.0.0.2:5060;lr>", "<sip:10.0.0.1:5060;lr>" }));
    }

    [Test]
    public void Requests_within_the_dialog_reach_its_user_in_order_only()
    {
        using var world = new DialogWorld();
        var caller = world.Call();
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        var statuses = new List<int>();
        var old = caller.NewRequest("MESSAGE").Build();
        var message = caller.NewRequest("MESSAGE").Build();
        caller.Send(message, response => statuses.Add(response.StatusCode));
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        world.Callee!.Request += transaction => transaction.Respond(transaction.Request.Respond(202).Build());
        caller.Send(caller.NewRequest("MESSAGE").Build(), response => statuses.Add(response.StatusCode));
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        caller.Send(old, response => statuses.Add(response.StatusCode));
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(statuses, Is.EqualTo(new[] { 405, 202, 500 }));
    }

    [Test]
    public void Nobody_there_is_told_by_Ended()
    {
        using var world = new DialogWorld();
        string? reason = null;
        var caller = world.Call(setup => setup with { Target = new SipTarget(TransportKind.Udp, IPEndPoint.Parse("10.0.0.9:5060")) });
        caller.Ended += why => reason = why;
        world.Loop.RunUntilIdle();

        Assert.That(reason, Is.EqualTo("no final response to the INVITE"));
        Assert.That(world.Loop.Now - VirtualLoop.Epoch, Is.EqualTo(TimeSpan.FromSeconds(32)));
    }

    private static string Text(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);
}
