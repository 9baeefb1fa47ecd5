using System.Text;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Tests.Plays;

/// <summary>IMs to Bob that go well and badly, and receipts on their way back.</summary>
internal static class RelayPlay
{
    private const string RelayUri = "sip:relay@10.0.0.3:5060;transport=tcp";

    public static IReadOnlyList<string> Run(IReadOnlyList<Deviation> deviations)
    {
        using var bed = new Bed();
        var relay = bed.Seat("im-intermediary", "10.0.0.3", options => options with { Deviations = deviations });
        var (alice, bob, mallory) = (bed.Peer("10.0.0.1"), bed.Peer("10.0.0.2"), bed.Peer("10.0.0.9"));

        foreach (var (id, request, status) in new (string?, string?, int)[]
        {
            ("m1", "positive-delivery, negative-delivery", 200), ("m2", "negative-delivery", 404), ("m3", "negative-delivery", 415),
            ("m4", "negative-delivery", 503), ("m5", "negative-delivery", 603), ("m6", "read", 480), ("m7", null, 480),
            ("m8", "negative-delivery", 202), ("m9", "negative-delivery", 200), ("m12", "", 480),
            ("m14", "negative-delivery", 401), ("m15", "negative-delivery", 408),
        })
        {
            bob.Answers = _ => status;
            Send(alice.Im("alice", bob.Uri("bob"), id, request));
            bed.Run(70);
        }

        // The report itself is refused, and that is no reason for another one.
        (alice.Answers, bob.Answers) = (_ => 480, _ => 404);
        Send(alice.Im("alice", bob.Uri("bob"), "m13", "negative-delivery"));
        bed.Run(70);
        (alice.Answers, bob.Answers) = (_ => 200, _ => 302);
        Send(alice.Im("alice", bob.Uri("bob"), "m10", "positive-delivery"));
        bed.Run(70);
        bob.Answers = _ => 404;
        relay.Do("retarget", $"uri={bob.Uri("bob")}", $"contacts={bob.Uri("desk")}\n{bob.Uri("phone")}");
        Send(alice.Im("alice", bob.Uri("bob"), "m11", "negative-delivery"));
        bed.Run(70);
        relay.Do("retarget", $"uri={bob.Uri("bob")}", $"contacts={bob.Uri("bob")}");

        relay.Do("pass-responses", $"uri={bob.Uri("carol")}", "on=true");
        Send(alice.Im("alice", bob.Uri("carol"), "p1", "negative-delivery"), to: bob.Uri("carol"));
        bed.Run();

        // Two senders with one id; a 503 that says when to come back; a 100 before the refusal; a request where none belongs.
        var held = new List<SipServerTransaction>();
        bob.Holds = held.Add;
        Send(alice.Im("alice", bob.Uri("bob"), "t1", "negative-delivery"));
        mallory.Send(
            mallory.Message(bob.Uri("dave"), "eve", mallory.Im("eve", bob.Uri("dave"), "t1", "negative-delivery")).Add("Route", $"<{RelayUri};lr>"), relay.SipAddresses[TransportKind.Tcp]);
        Send(alice.Im("alice", bob.Uri("frank"), "t2", "negative-delivery"), to: bob.Uri("frank"));
        bed.Run();
        bob.Holds = null;
        foreach (var transaction in held)
        {
            transaction.Respond(transaction.Request.Respond(100).Build());
            bed.Run();
            transaction.Respond(transaction.Request.Respond(503).Add("Retry-After", "3600").Build());
            bed.Run();
        }

        var plain = Encoding.UTF8.GetString(alice.Im("alice", bob.Uri("bob"), "t3", null));
        Send(Encoding.UTF8.GetBytes(plain.Replace("Content-Type:", "Receipt-Request: negative-delivery\r\nContent-Type:", StringComparison.Ordinal)));
        bed.Run();

        alice.Send(alice.Message(RelayUri, "alice", alice.Im("alice", RelayUri, "r1", "negative-delivery")), relay.SipAddresses[TransportKind.Tcp]);
        bed.Run();

        bob.Answers = _ => 404;
        Send("Receipt-Request: negative-delivery"u8.ToArray(), "text/plain");
        bed.Run(70);
        bob.Answers = _ => 200;
        Send(alice.Im("alice", bob.Uri("bob"), "q1", null));
        Send(alice.Im("alice", bob.Uri("bob"), "q2", null));
        bed.Run();

        Pass(mallory, RelayUri, StatusReceipt.Delivery("m9", bob.Uri("bob"), 404));
        Pass(bob, RelayUri, StatusReceipt.Delivery("m8", bob.Uri("bob"), 480));
        Pass(bob, alice.Uri("alice"), StatusReceipt.Delivery("m1", bob.Uri("bob"), 200));
        Pass(mallory, alice.Uri("alice"), StatusReceipt.Delivery("m1", bob.Uri("bob"), 404));
        Hostile();
        Pass(bob, alice.Uri("alice"), StatusReceipt.Read("m1", bob.Uri("bob")));
        alice.Answers = _ => null;
        Pass(bob, alice.Uri("alice", "udp"), StatusReceipt.Read("m1", bob.Uri("bob")), TransportKind.Udp);
        bed.Run(4);
        return bed.Transcript;

        void Send(byte[] body, string contentType = "message/cpim", string? to = null) =>
            alice.Send(alice.Message(to ?? bob.Uri("bob"), "alice", body, contentType).Add("Route", $"<{RelayUri};lr>"), relay.SipAddresses[TransportKind.Tcp]);

        void Hostile()
        {
            var plain = Encoding.UTF8.GetString(Peer.Receipt(mallory.Uri("mallory"), alice.Uri("alice"), StatusReceipt.Read("m1", bob.Uri("bob"))));
            var body = Encoding.UTF8.GetBytes(plain.Replace("<status-receipt", "<!DOCTYPE status-receipt []><status-receipt", StringComparison.Ordinal));
            mallory.Send(mallory.Message(alice.Uri("alice"), "mallory", body), relay.SipAddresses[TransportKind.Tcp]);
            bed.Run();
        }

        void Pass(Peer from, string to, StatusReceipt document, TransportKind transport = TransportKind.Tcp)
        {
            var user = from == bob ? "bob" : "mallory";
            from.Send(from.Message(to, user, Peer.Receipt(from.Uri(user), to, document)), relay.SipAddresses[transport], transport);
            bed.Run();
        }
    }
}
