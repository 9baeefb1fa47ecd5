using System.Net;
using Conformance.ReferenceImpl.Tests.Deviations;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

/// <summary>Every fault shows: on a tour through what its seat can meet, the seat with it sends other octets, or shows its user something else.</summary>
public sealed class ListDeviationSpecs
{
    private static readonly string[] Seats = ["list-client", "list-service", "list-recipient"];

    // Here nobody speaks TLS or S/MIME; the cases of their scenarios find them.
    private static readonly string[] ShowElsewhere =
        ["C5364-8-02-any-certificate", "C5364-8-03-beside-tls", "C5364-8-03-falls-back", "F5363-3.2-04-any-certificate", "F5363-5.1-01-falls-back", "U5365-8-01-sealed-refused", "U5365-8-02-sealed-unread"];

    private static readonly Dictionary<string, string> Clean = [];

    private static IEnumerable<TestCaseData> Faults => ReferenceSeats.Deviations
        .Where(one => Seats.Contains(one.Seat) && !SmimeFaults.Include(one) && !ShowElsewhere.Contains(one.Id))
        .Select(one => new TestCaseData(one.Seat, one.Id).SetArgDisplayNames(one.Id));

    [Test]
    public void A_seat_has_one_deviation_of_a_name()
    {
        Assert.That(ReferenceSeats.Deviations.Where(one => Seats.Contains(one.Seat)).Select(one => (one.Seat, one.Id)), Is.Unique);
    }

    [TestCaseSource(nameof(Faults))]
    public void A_deviation_changes_what_is_sent_or_shown(string seat, string deviation)
    {
        if (!Clean.TryGetValue(seat, out var clean))
        {
            Clean[seat] = clean = Tour(seat, null);
        }

        Assert.That(Tour(seat, deviation) != clean, Is.True);
    }

    [TestCaseSource(nameof(Seats))]
    public void The_same_tour_twice_gives_the_same_octets(string seat)
    {
        var first = Tour(seat, null);

        Assert.That(Tour(seat, null), Is.EqualTo(first));
    }

    private static string Tour(string seat, string? deviation) => seat switch
    {
        "list-client" => ClientTour(deviation) + NarrowClientTour(deviation),
        "list-service" => ServiceTour(deviation) + GuardedTour(deviation) + HiddenTour(deviation) + NarrowTour(deviation) + IdentityTour(deviation) + OddTour(deviation),
        _ => RecipientTour(deviation),
    };

    private static string ServiceTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation, plain => plain with { OutboundProxy = new IPEndPoint(IPAddress.Parse("10.0.0.9"), 5070) });
        using var trap = world.Network.Listen(new IPEndPoint(IPAddress.Parse("10.0.0.9"), 8080), StreamSecurity.None, _ => world.Trace.Append("Somebody comes for the list.\n"));
        world.Answers["busy"] = 503;
        world.Answers["slow"] = 0;
        world.Perform("consent", ("uri", Uri("shy")), ("on", "false"));
        var list = List(Figure2);
        Send(world.Request("OPTIONS", SeatUri("list")));
        Send(world.Message("list", Text("two lines \nHello"), list)
            .Add("Contact", "<sip:alice@10.0.0.9>").Add("Expires", "60").Add("Date", "Sat, 01 Jan 2000 00:00:00 GMT").Add("Privacy", "none")
            .Add("P-Asserted-Identity", "<sip:bob@10.0.0.9>").Add("P-Preferred-Identity", "<sip:bob@10.0.0.9>")
            .Add("Proxy-Authorization", "Digest realm=\"elsewhere\", username=\"a\""));
        Send(world.Message("list", Text("Hi"), List("bcc anonymize ted\nto joe\nbcc andy\nto busy\nto bill")));
        Send(world.Message("list", Text("Hi"), List("bcc ted\nnone joe")));
        Send(world.Message("list", Text("Hi"), Text("more", "text/x-more"), List($"bcc kim\nto kim\nto bill\nto BILL\nbcc bill\nto sip:bill@10.0.0.9:5070;transport=TCP"), List("to bill\ncc joe")));
        Send(world.Message("list", Text("Hi"), List($"to {Uri("a")};method=INVITE\nto {Uri("b")};method=MESSAGE;x-foo=1\nto {Uri("c")}?Subject=a&From=x&Route=y&Contact=z&Date=now&body=EVIL\nto {Uri("d")}")));
        Send(world.Message("list", Text("Hi"), List($"to {Uri("e")}?Require=x\nto {Uri("f")}?Subject=a%0d%0aX:1\nto sip:g@10.0.0.9:5070;transport=sctp\nto h")));
        Send(world.Message("list", Text("Hi"), ListDocument(Xml("cp", "copyControl=\"to\" cp:anonymize=\"1\"", "copyControl=\"to\" cp:anonymize=\"false\"", "copyControl=\"cc\" cp:anonymize=\"true\""))));
        Send(world.Message("list", Text("Hi"), ListDocument(Xml("x", "copyControl=\"to\"", "copyControl=\"cc\""))));
        Send(world.Message("list", Text("Hi"), List("to bill"), list.Edit().Set("Content-Disposition", "render").Build()));
        Send(world.Message("list", Text("Hi"), List("to bill\nto shy")));
        Send(world.Message("list", Text("Hi"), List("to im:ina@im.example\nto bill")));
        Send(world.Message("list", Text("Hi"), List($"bcc sip:large@10.0.0.9:5070\n{string.Join('\n', Enumerable.Range(0, 20).Select(i => $"to r{i}"))}")));
        Send(world.Message("list", Text("Hi"), ListDocument(new ResourceLists(new ResourceList(new ListEntry(Uri("bill")), new ExternalList("http://10.0.0.9:8080/x"))).Write())));
        Send(world.Message("list", Text("Hi"), list.Edit().Set("Content-Type", "application/x-foo").Build()));
        Send(world.Message("list", Text("Hi"), list).Set("Require", "recipient-list-message, x-unknown"));
        Send(world.Message("list", Text("Hi"), list).WithMethod("Message").Set("CSeq", "1 Message"));
        Send(world.Message("list", Text("Hi"), List(string.Join('\n', Enumerable.Range(0, 60).Select(i => $"bcc r{i}")))));
        var twice = world.Message("list", Text("Hi"), list).Build();
        world.Transport.Send(twice.Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.9:5070;branch=z9hG4bK1").Build(), world.Target with { Transport = TransportKind.Udp });
        world.Transport.Send(twice.Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.9:5070;branch=z9hG4bK2").Build(), world.Target with { Transport = TransportKind.Udp });
        world.Transport.Send(twice.Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.9:5070;branch=z9hG4bK1").Build(), world.Target with { Transport = TransportKind.Udp });
        world.Run(10);
        world.Answers["gone"] = 404;
        world.Answers["never"] = 603;
        Send(world.Message("list", ListReceiptSpecs.InstantMessage("positive-delivery, negative-delivery"), List("to bill\nto gone\nto never")));
        Send(ListReceiptSpecs.FailureOf(world, "bill"));
        Send(world.Message("list", Text("Hi"), List("to gone\nto never")));
        Send(world.Message("list", Text("Hi"), List("to slow")));
        Send(world.Message("list", Text("Hi"), List("to slow")));
        world.Trace.Append("Nobody has answered so far.\n");
        world.Run(100);
        return world.Trace.ToString();

        void Send(SipMessageBuilder request)
        {
            world.Transport.Send(request.AddFirst("Via", $"SIP/2.0/TCP 10.0.0.9:5070;branch=z9hG4bKt{world.Trace.Length}").Build(), world.Target);
            world.Run();
        }
    }

    private static string GuardedTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation, plain => plain with
        {
            Accounts = new Dictionary<string, string> { ["alice"] = "secret", ["dave"] = "secret", ["carol"] = "secret" },
        });
        world.Perform("entitle", ("user", "dave"), ("on", "false"));
        var request = world.Message("list", Text("Hi"), List("to bill")).Build();
        world.Send(request.Edit().Set("Call-ID", "no-tag").Remove("Require").Build());
        world.Send(request.Edit().Set("Call-ID", "asserted").Add("P-Asserted-Identity", "<sip:alice@10.0.0.9>").Build());
        foreach (var (user, password) in new[] { ("alice", "secret"), ("alice", "guess"), ("dave", "secret"), ("carol", "secret") })
        {

            var challenge = world.Exchange(request.Edit().Set("Call-ID", "first" + user + password).Build());
            if (new DigestClient(user, password, new IdSource(1)).TryAnswer(challenge, request, out var proof))
            {
                world.Send(proof.Edit().Set("Call-ID", user + password).Add("Authorization", "Digest username=\"a\", realm=\"REFERENCE\", nonce=\"n\", uri=\"sip:u\", response=\"0\"").Build());
                world.Send(proof.Edit().Set("Call-ID", "again").Build());
            }
        }

        if (new DigestClient("carol", "secret", new IdSource(2)) { CoversBody = true }.TryAnswer(world.Exchange(request.Edit().Set("Call-ID", "covered").Build()), request, out var covering))
        {
            world.Send(covering.Edit().Set("Call-ID", "tampered").Body(world.Message("list", Text("Ho"), List("to bill")).Build().Body).Build());
        }

        world.Perform("entitle", ("user", "alice"), ("on", "false"));
        if (new DigestClient("alice", "secret", new IdSource(1)).TryAnswer(world.Exchange(request.Edit().Set("Call-ID", "late").Build()), request, out var revoked))
        {
            world.Send(revoked.Edit().Set("Call-ID", "revoked").Build());
        }

        world.Perform("define-list", ("user", "team"), ("members", Uri("m1")));
        world.Send(ListReceiptSpecs.Plain(world, Text("Hi")).Build());
        return world.Trace.ToString();
    }

    // On a path of which nothing is known.
    private static string NarrowTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation, plain => plain with { PathSafe = false });
        world.Send(world.Message("list", Text("Hi"), List(string.Join('\n', Enumerable.Range(0, 20).Select(i => $"to r{i}")))).Build());
        return world.Trace.ToString();
    }

    // Lists that break off, lead back, are longer than allowed, or come with a history.
    private static string OddTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation);
        var whole = Xml("cp", "copyControl=\"to\"", "copyControl=\"cc\"");
        world.Send(world.Message("list", Text("Hi"), ListDocument(whole[..^20])).Build());
        world.Send(world.Message("list", Text("Hi"), List("to bill").Edit().Set("Content-Disposition", "recipient-list-history").Build(), List("to joe")).Build());
        world.Perform("define-list", ("user", "team"), ("members", $"{Uri("bill")}\n{SeatUri("team")}"));
        world.Send(ListReceiptSpecs.Plain(world, Text("Hi")).Build());
        world.Send(world.Message("team", Text("Hi"), List("to joe")).Build());
        world.Send(world.Message("list", Text("Hi"), List("to sip:gone@nowhere.invalid\nto joe")).Build());
        world.Send(world.Message("list", Text("Hi"), List($"to {Uri("c")}?Content-Length=1")).Build());
        world.Send(world.Message("list", Text("Hi"), List("to sip:v@[2001:db8::1]\nto bill")).Build());
        world.Send(world.Message("list", Text("Hi"), List("to bill")).Add("Require", "x-unknown").Build());
        world.Send(world.Message("list", Text("Hi"), List("to bill")).Add("m", "<sip:alice@10.0.0.9>").Build());
        world.Send(world.Message("list", Text("Hi"), List("to bill")).Remove("From").Add("f", "<sip:alice@10.0.0.9>;tag=f").Build());
        world.Send(world.Message("list", Text("Hi"), List("to bill")).Add("Accept-Contact", "*;audio").Add("Accept-Contact", "*;video").Build());
        world.Perform("limit", ("user", "list"), ("most", "2"));
        world.Send(world.Message("list", Text("Hi"), List("to bill\nto bill\ncc joe")).Build());
        return world.Trace.ToString();
    }

    private static string NarrowClientTour(string? deviation)
    {
        using var world = new ListWorld("list-client", deviation);
        world.Perform("path", ("user", "alice"), ("known", "false"));
        world.Perform("send-list", ("user", "alice"), ("service", Uri("lists")), ("text", new string('x', 1500)), ("recipients", $"to {Uri("bill")}"));
        return world.Trace.ToString();
    }

    // Among nodes that trust each other or do not, and people who have agreed or have not.
    private static string IdentityTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation, plain => plain with { Accounts = new Dictionary<string, string> { ["alice"] = "secret" } });
        world.Perform("trust", ("user", "list"), ("source", "true"), ("hops", Uri("bill")));
        world.Perform("trust", ("user", "desk"), ("source", "false"), ("hops", Uri("bill")));
        world.Perform("registered-as", ("user", "desk"), ("uri", "sip:desk@10.0.0.9"));
        world.Perform("privacy-service", ("user", "privacy"), ("on", "true"));
        world.Perform("consent", ("uri", Uri("shy")), ("issuer", "sip:alice@10.0.0.9"), ("on", "true"));
        foreach (var privacy in new[] { "none", "header", "id" })
        {
            Send(world.Message("list", Text("Hi"), List("to bill\nto joe")).Add("P-Asserted-Identity", "<sip:alice@10.0.0.9>").Add("Privacy", privacy));
        }

        Send(world.Message("desk", Text("Hi"), List("to bill\nto joe")));
        Send(world.Message("privacy", Text("Hi"), List("to bill")).Add("Privacy", "user"));
        Send(world.Message("privacy", Text("Hi"), List("to bill")).Add("Privacy", "session;critical"));
        Send(world.Message("list", Text("Hi"), List("to shy")));
        Send(world.Message("list", Text("Hi"), List("to shy")).Set("From", "<sip:dave@10.0.0.9>;tag=d"));
        return world.Trace.ToString();

        void Send(SipMessageBuilder message)
        {
            var request = message.Build();
            if (new DigestClient("alice", "secret", new IdSource(1)).TryAnswer(world.Exchange(request), request, out var proof))
            {
                world.Send(proof);
            }
        }
    }

    private static string HiddenTour(string? deviation)
    {
        using var world = new ListWorld("list-service", deviation);
        world.Perform("define-list", ("user", "team"), ("members", $"{Uri("m1")}\n{Uri("m2")}"), ("hidden", "true"), ("receipts", "anchor"));
        world.Send(ListReceiptSpecs.Plain(world, ListReceiptSpecs.InstantMessage("positive-delivery")).Build());
        foreach (var member in world.Got.Select(copy => copy.RequestUri?.User ?? "").Where(user => user.StartsWith('m')).Distinct().ToList())
        {
            ListReceiptSpecs.Report(world, member);
        }

        world.Perform("define-list", ("user", "team"), ("members", Uri("m1")), ("hidden", "true"), ("receipts", "reject"));
        world.Send(ListReceiptSpecs.Plain(world, ListReceiptSpecs.InstantMessage("positive-delivery")).Build());
        world.Send(ListReceiptSpecs.Plain(world, ListReceiptSpecs.InstantMessage("")).Set("Content-Type", "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b").Build());
        return world.Trace.ToString();
    }

    private static string ClientTour(string? deviation)
    {
        using var world = new ListWorld("list-client", deviation, plain => plain with { Credentials = new SeatCredentials("alice", "secret") });
        var server = new DigestServer("lists", _ => "secret", new IdSource(3));
        world.Reply = request => server.Verify(request, world.Loop.Now) == DigestOutcome.Accepted ? null : server.Challenge(request, world.Loop.Now);
        (string, string)[] values = [("user", "alice"), ("service", Uri("lists")), ("text", "Hi"), ("recipients", $"to {Uri("bill")}\ncc anonymize {Uri("joe")}\nbcc {Uri("ted")}\nto {Uri("bill")}")];
        world.Perform("send-list", [.. values, ("receipts", "")]);
        world.Perform("send-list", [.. values, ("receipts", "read")]);
        world.Perform("list-format", ("user", "alice"), ("type", "text/uri-list"));
        world.Perform("send-list", [.. values, ("receipts", "")]);
        world.Perform("list-format", ("user", "alice"), ("type", "application/resource-lists+xml"));
        world.Reply = _ => null;
        world.Reply = request => request.Respond(503).Add("Retry-After", "0").Build();
        world.Perform("send-list", [.. values, ("receipts", "")]);
        world.Reply = _ => null;
        world.Answers["lists"] = 470;
        world.Perform("send-list", [.. values, ("receipts", "")]);
        world.Answers["lists"] = 0;
        world.Perform("send-list", [.. values, ("receipts", "")]);
        world.Perform("send-list", [.. values, ("receipts", "")]);
        return world.Trace.ToString();
    }

    private static string RecipientTour(string? deviation)
    {
        using var world = new ListWorld("list-recipient", deviation);
        string[] histories =
        [
            $"to {SeatUri("bill")}\nto sip:anonymous@anonymous.invalid 2\ncc joe\ncc sip:anonymous@anonymous.invalid\ncc sip:anonymous@anonymous.invalid +3\nto alice", "to bob\ncc joe",
            $"to bob\nbcc {SeatUri("bill")}", $"to bob\nnone {SeatUri("bill")}",
        ];
        foreach (var history in histories)
        {
            var copy = ListRecipientSpecs.Copy(world, history).Build();
            world.Send(copy);
            Reply(copy, "serial");
            Reply(copy, "service");
        }

        var unknown = MimeEntity.Build().Header("Content-Type", "application/x-foo").Header("Content-Disposition", "x-unknown").Content("?").Build();
        world.Send(world.Message("bill", Text("Hi"), unknown).Remove("Require").Build());
        world.Send(world.Message("bill", Text("Hi"), unknown.Edit().Set("Content-Disposition", "x-unknown;handling=optional").Build()).Remove("Require").Build());
        world.Send(world.Message("bill", Text("Hi"), List("to joe")).Build());
        world.Send(world.Request("MESSAGE", SeatUri("bill")).Build());
        world.Send(world.Message("bill", Text("Hi")).Set("Require", "X-Unknown").Build());
        world.Send(world.Request("MESSAGE", SeatUri("bill")).Body("Hi"u8.ToArray(), "text/plain").Add("Contact", "<sip:a@b>").Build());
        world.Send(world.Request("MESSAGE", SeatUri("bill")).Body("Hi"u8.ToArray(), "text/plain").Add("Expires", "60").Build());
        world.Send(world.Request("MESSAGE", SeatUri("bill")).Body("Hi"u8.ToArray(), "text/plain").Add("Date", "Sat, 13 Nov 2010 23:29:00 GMT").Add("Expires", "60").Build());
        world.Send(world.Request("Message", SeatUri("bill")).Body("Hi"u8.ToArray(), "text/plain").Build());
        world.Answers["joe"] = 0;
        var last = ListRecipientSpecs.Copy(world, $"to {SeatUri("bill")}\ncc joe").Build();
        world.Send(last);
        Reply(last, "serial");
        Reply(last, "serial");
        world.Run(20);
        return world.Trace.ToString();

        void Reply(SipMessage copy, string shape)
        {
            // A seat that refused the copy knows nothing to reply to.
            if (world.Seen("show").Any(shown => shown["call-id"] == copy.CallId))
            {
                world.Perform("reply-to-all", ("user", "bill"), ("call-id", copy.CallId ?? ""), ("text", "Me too"), ("shape", shape), ("service", Uri("lists")));
            }
        }
    }

    private static byte[] Xml(string prefix, params string[] attributes) => System.Text.Encoding.UTF8.GetBytes(
        $"""<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists" xmlns:{prefix}="urn:ietf:params:xml:ns:copycontrol"><list>"""
        + string.Concat(attributes.Select((text, i) => $"<entry uri=\"{Uri("u" + i)}\" {prefix}:{text}/>"))
        + "</list></resource-lists>");
}
