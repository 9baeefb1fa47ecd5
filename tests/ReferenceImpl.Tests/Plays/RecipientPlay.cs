using System.Text;
using Conformance.Stack;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.Plays;

/// <summary>Bob gets IMs of all sorts; he reads, loses, refuses and keeps quiet.</summary>
internal static class RecipientPlay
{
    private const string Bob = "sip:bob@10.0.0.2:5060;transport=tcp";

    public static IReadOnlyList<string> Run(IReadOnlyList<Deviation> deviations)
    {
        using var bed = new Bed();
        var bob = bed.Seat("im-recipient", "10.0.0.2", options => options with { Deviations = deviations, Credentials = new SeatCredentials("bob", "secret") });
        var alice = bed.Peer("10.0.0.1");

        foreach (var (id, request) in new (string?, string?)[]
        {
            ("m1", "positive-delivery"), ("m2", "negative-delivery, positive-delivery"), ("m3", "read"), ("m4", "positive-delivery,read"), ("m5", null),
            ("m6", ""), (null, "positive-delivery"), (null, null), ("a&b", "positive-delivery, read"), ("m7", "negative-delivery"),
        })
        {
            Get(alice.Im("alice", Bob, id, request));
            bob.Do("read", "user=bob", $"message-id={id}");
            bed.Run();
            bob.Do("read", "user=bob", $"message-id={id}");
            bed.Run();
        }

        Get(alice.Im("alice", Bob, "c1", "positive-delivery", disposition: "confirm"));
        Get(alice.Im("alice", Bob, "c2", "positive-delivery", "text/html"));
        Get(alice.Im("alice", Bob, "c3", "positive-delivery, read, positive-delivery"));
        Get(alice.Im("alice", Bob, "c4", "positive-delivery"), edit: message => message.Add("Reply-To", $"<{alice.Uri("carol")}>"));
        Get(CpimMessage.Build().From(alice.Uri("alice")).To(Bob).Header("Message-ID", "c5").Header("Receipt-Request", "positive-delivery")
            .Content("text/plain", Encoding.UTF8.GetBytes("<status-receipt/>")).ToBytes());
        Get("Hello"u8.ToArray(), "text/plain");
        Get([], "text/plain");
        Get("Hello"u8.ToArray(), "text/plain", message => message.Add("Contact", "<sip:alice@10.0.0.1>"));
        Get("Hello"u8.ToArray(), "text/plain", message => message.Add("Require", "x-odd"));
        Get("Hello"u8.ToArray(), "text/plain", message => message.WithMethod("Message").Set("CSeq", "1 Message"));
        Get(CpimMessage.Build().From(alice.Uri("alice")).To(Bob).To(alice.Uri("carol")).Header("Message-ID", "n1").Header("Receipt-Request", "positive-delivery")
            .Content("text/plain", Encoding.UTF8.GetBytes("Hello")).ToBytes());

        Get(alice.Im("alice", Bob, "q@1", "positive-delivery"));
        Get(alice.Im("alice", "im:bob@10.0.0.2", "i1", "positive-delivery"));
        Get("Receipt-Request: positive-delivery"u8.ToArray(), "text/plain");
        Get(Encoding.UTF8.GetBytes($"--b\r\nContent-Type: message/cpim\r\n\r\n{Encoding.UTF8.GetString(alice.Im("alice", Bob, "p1", "positive-delivery"))}\r\n--b--\r\n"), "multipart/mixed;boundary=b");
        Get(alice.Im("alice", Bob, "g1", "read"));
        bob.Do("delete", "user=bob", "message-id=g1");
        bed.Run();

        bob.Do("hold", "user=bob");
        foreach (var (id, action) in new[] { ("h1", "deliver"), ("h2", "fail") })
        {
            Get(alice.Im("alice", Bob, id, "positive-delivery, negative-delivery"));
            bob.Do(action, "user=bob", $"message-id={id}");
            bed.Run();
        }

        bob.Do("hold", "user=bob", "on=false");
        bob.Do("refuse", "user=bob", "status=480");
        Get(alice.Im("alice", Bob, "r1", "positive-delivery"));
        Get(alice.Im("alice", Bob, "r2", "negative-delivery"));
        bob.Do("refuse", "user=bob", "status=0");
        bob.Do("read-unknown", "user=bob");
        Get(alice.Im("alice", Bob, "u1", "read"));
        bob.Do("read-unknown", "user=bob", "on=false");
        bob.Do("opt-out", "user=bob");
        Get(alice.Im("alice", Bob, "o1", "positive-delivery, negative-delivery, read"));
        bob.Do("opt-out", "user=bob", "on=false");
        bob.Do("opt-out-reads", "user=bob");
        Get(alice.Im("alice", Bob, "o2", "positive-delivery, read"));
        bob.Do("read", "user=bob", "message-id=o2");
        bed.Run();
        bob.Do("opt-out-reads", "user=bob", "on=false");

        alice.Answers = _ => 480;
        Get(alice.Im("alice", Bob, "f1", "positive-delivery"));
        alice.Answers = _ => 200;

        var digest = new DigestServer("alice", _ => "secret", new IdSource(5));
        alice.Builds = message => digest.Verify(message, bed.Loop.Now) == DigestOutcome.Accepted
            ? Peer.Reply(message, 200)
            : digest.Challenge(message, bed.Loop.Now);
        Get(alice.Im("alice", Bob, "d1", "positive-delivery"));
        alice.Builds = message => digest.Verify(message, bed.Loop.Now) == DigestOutcome.Accepted
            ? Peer.Reply(message, 200)
            : digest.Challenge(message, bed.Loop.Now, stale: true);
        Get(alice.Im("alice", Bob, "d2", "positive-delivery"));
        return bed.Transcript;

        void Get(byte[] body, string contentType = "message/cpim", Func<SipMessageBuilder, SipMessageBuilder>? edit = null)
        {
            var message = alice.Message(Bob, "alice", body, contentType);
            alice.Send(edit is null ? message : edit(message), bob.SipAddresses[TransportKind.Tcp]);
            bed.Run();
        }
    }
}
