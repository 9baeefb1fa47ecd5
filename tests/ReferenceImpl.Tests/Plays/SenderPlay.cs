using System.Security.Cryptography.X509Certificates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.Plays;

/// <summary>Alice asks for every combination of receipts, and gets receipts good and bad.</summary>
internal static class SenderPlay
{
    private const string Alice = "sip:alice@10.0.0.1:5060;transport=tcp";

    private static readonly string[] Requests =
    [
        "", "negative-delivery", "positive-delivery", "read", "positive-delivery,negative-delivery", "positive-delivery,read", "negative-delivery,read",
        "positive-delivery,negative-delivery,read",
    ];

    public static IReadOnlyList<string> Run(IReadOnlyList<Deviation> deviations)
    {
        using var bed = new Bed();
        var alice = bed.Seat("im-sender", "10.0.0.1", options => options with { Deviations = deviations });
        var (bob, mallory) = (bed.Peer("10.0.0.2"), bed.Peer("10.0.0.9"));
        foreach (var receipts in Requests.Concat(Requests))
        {
            alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", $"receipts={receipts}", "text=Hello");
            bed.Run();
        }

        alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", $"via={mallory.Uri("list")}", "receipts=positive-delivery", "text=Hello");
        alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", "receipts=positive-delivery", "text=Hello");
        bed.Run();
        alice.Do("send-list", "user=alice", $"service={mallory.Uri("list")}", $"recipients=to {bob.Uri("bob")}", "receipts=read", "text=Hello");
        bed.Run();

        alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", "receipts=positive-delivery", "text=Grüße");
        bed.Run();
        var greeting = IdOf(bob.Requests[^1]);
        bob.Requests.RemoveAt(bob.Requests.Count - 1);

        var ids = bob.Requests.Concat(mallory.Requests).Select(IdOf).ToList();
        var (all, onlyPositive, latest, viaList) = (ids[7], ids[2], ids[16], ids[17]);
        var delivered = StatusReceipt.Delivery(all, bob.Uri("bob"), 200);
        var read = StatusReceipt.Read(all, bob.Uri("bob"));

        Get(bob, read with { MessageId = ids[3] });
        Get(bob, read, messageId: "own-2", request: "read");
        alice.Do("read", "user=alice", "message-id=own-2");
        Get(bob, delivered, messageId: onlyPositive);
        Get(bob, delivered, messageId: "own-1", request: "positive-delivery, negative-delivery, read");
        alice.Do("read", "user=alice", "message-id=own-1");
        Get(bob, delivered, "message/status-receipt+xml; charset=utf-8");
        Get(bob, delivered, "application/xml");
        Get(bob, delivered, "message/status-receipt");
        Get(bob, delivered, disposition: null);
        Get(bob, delivered with { Type = "processed" });
        Get(bob, StatusReceipt.Read(onlyPositive, bob.Uri("bob")));
        Get(bob, delivered with { MessageId = "never-sent" });
        Get(bob, StatusReceipt.Delivery(ids[1], bob.Uri("bob"), 404));
        Get(mallory, delivered);
        Get(mallory, StatusReceipt.Delivery(all, bob.Uri("bob"), 404));
        Get(mallory, StatusReceipt.Delivery(viaList, bob.Uri("bob"), 200), user: "list");
        Get(mallory, StatusReceipt.Delivery(viaList, "bob@10.0.0.2", 200), user: "list");
        Get(bob, StatusReceipt.Delivery(greeting, bob.Uri("bob"), 200), disposition: "CONFIRM");
        Get(bob, StatusReceipt.Delivery(OtherCase(greeting), bob.Uri("bob"), 200));
        alice.Do("send-list", "user=alice", $"service={mallory.Uri("list")}", $"recipients=to {bob.Uri("bob")}\nto {bob.Uri("carol")}", "receipts=positive-delivery", "text=Hello");
        bed.Run();
        Get(mallory, StatusReceipt.Delivery(IdOf(mallory.Requests[^1]), null, 200), user: "list");
        Sealed();
        Hostile(mallory);
        Odd();
        bed.Run(100);
        Get(bob, StatusReceipt.Delivery(latest, bob.Uri("bob"), 200));
        alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", "receipts=read", "text=Hello");
        bed.Run();
        Get(bob, StatusReceipt.Read(IdOf(bob.Requests[^1]) + "x", bob.Uri("bob")));
        InCalls(bed.Peer("10.0.0.3"));
        return bed.Transcript;

        // One receipt whose signature holds, and one that says something else than what was signed.
        void Sealed()
        {
            using var certificate = SmimeAuthority.Issue("Bob", "sip:bob@10.0.0.2", 0);
            using var key = certificate.GetRSAPrivateKey()!;
            var pem = $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
            alice.Do("use-certificates", "user=alice", $"own={pem}", $"known={certificate.ExportCertificatePem()}");
            foreach (var forged in new[] { false, true })
            {
                alice.Do("send-im", "user=alice", $"to={bob.Uri("bob")}", "receipts=positive-delivery", "text=Hello");
                bed.Run();
                var plain = Peer.Receipt(bob.Uri("bob"), Alice, StatusReceipt.Delivery(IdOf(bob.Requests[^1]), bob.Uri("bob"), 200));
                var (type, body) = SmimeBody.Protect(Protection.Signed, "message/cpim", plain, certificate, [], "boundary", null);
                if (forged)
                {
                    body[body.AsSpan().IndexOf(">200<"u8) + 3] = (byte)'1';
                }

                bob.Send(bob.Message(Alice, "bob", body, type), alice.SipAddresses[TransportKind.Tcp]);
                bed.Run();
            }
        }

        // Somebody who talks and answers no message: over TCP all the way, and with a UDP hop.
        void InCalls(Peer carol)
        {
            carol.Takes(user => user == "carol" ? "<sip:10.0.0.3:5060;transport=tcp;lr>" : "<sip:10.0.0.9:5060;lr>, <sip:10.0.0.3:5060;transport=tcp;lr>");
            foreach (var user in new[] { "carol", "far" })
            {
                alice.Do("open-dialog", "user=alice", $"to={carol.Uri(user)}");
                bed.Run();
                alice.Do("send-im", "user=alice", $"to={carol.Uri(user)}", "text=Hello");
                alice.Do("send-im", "user=alice", $"to={carol.Uri(user)}", "text=Hello");
                bed.Run();
            }

            var ack = carol.Arrivals.First(m => m.Method == "ACK");
            var receipt = Peer.Receipt(carol.Uri("carol"), Alice, StatusReceipt.Delivery(latest, carol.Uri("carol"), 200));
            carol.Send(
                carol.Message(Alice, "carol", receipt).Set("From", $"{ack.To}").Set("To", $"{ack.From}").Set("Call-ID", $"{ack.CallId}"), alice.SipAddresses[TransportKind.Tcp]);
            bed.Run();

            // The second message still waits for the first when the call ends.
            carol.Send(
                carol.Message(Alice, "carol", receipt).WithMethod("BYE").Set("CSeq", "9 BYE").Set("From", $"{ack.To}").Set("To", $"{ack.From}").Set("Call-ID", $"{ack.CallId}"),
                alice.SipAddresses[TransportKind.Tcp]);
            bed.Run(100);
        }

        void Hostile(Peer from)
        {
            var plain = System.Text.Encoding.UTF8.GetString(Peer.Receipt(from.Uri("mallory"), Alice, delivered, StatusReceipt.MediaType, "confirm", null, null));
            var body = System.Text.Encoding.UTF8.GetBytes(plain.Replace("<status-receipt", "<!DOCTYPE status-receipt []><status-receipt", StringComparison.Ordinal));
            from.Send(from.Message(Alice, "mallory", body), alice.SipAddresses[TransportKind.Tcp]);
            bed.Run();
        }

        // One in UTF-16, and one that wants an extension that nobody knows and receipts about itself.
        void Odd()
        {
            var plain = Peer.Receipt(bob.Uri("bob"), Alice, delivered);
            var document = delivered.Write();
            byte[] wide = [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes(System.Text.Encoding.UTF8.GetString(document))];
            bob.Send(bob.Message(Alice, "bob", [.. plain.AsSpan(0, plain.Length - document.Length), .. wide]), alice.SipAddresses[TransportKind.Tcp]);
            var asking = Peer.Receipt(bob.Uri("bob"), Alice, delivered, messageId: "own-3", request: "negative-delivery");
            bob.Send(bob.Message(Alice, "bob", asking).Add("Require", "x-odd"), alice.SipAddresses[TransportKind.Tcp]);
            bed.Run();
        }

        void Get(
            Peer from, StatusReceipt document, string type = StatusReceipt.MediaType, string? disposition = "confirm", string? messageId = null,
            string? request = null, string user = "bob")
        {
            user = from == mallory && user == "bob" ? "mallory" : user;
            var body = Peer.Receipt(from.Uri(user), Alice, document, type, disposition, messageId, request);
            from.Send(from.Message(Alice, user, body), alice.SipAddresses[TransportKind.Tcp]);
            bed.Run();
        }
    }

    private static string OtherCase(string id) => string.Concat(id.Select(c => char.IsLower(c) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));

    private static string IdOf(SipMessage request) =>
        Wire.Cpim.CpimMessage.TryParse(request.Body, Wire.Cpim.CpimReading.Tolerant, out var cpim, out _) && cpim.MessageId is { } id ? id
            : System.Text.Encoding.UTF8.GetString(request.Body.Span).Split("Message-ID: ") is [_, var rest, ..] ? rest.Split("\r\n")[0] : "none";
}
