using Conformance.Wire.Lists;
using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

public sealed class ListServiceSpecs
{
    [Test]
    public void Figure_2_of_RFC_5365_in_gives_figure_3_out()
    {
        using var world = new ListWorld("list-service");

        var response = world.Exchange(world.Message("list", Text("Hello World!"), List(Figure2)));

        Assert.That(response.StatusCode, Is.EqualTo(202));
        Assert.That(world.Got.Select(copy => copy.RequestUriText), Is.EqualTo(new[] { "bill", "randy", "eddy", "joe", "carol", "ted", "andy" }.Select(Uri)));
        foreach (var copy in world.Got)
        {
            Assert.That(copy.Parts()[0].Text(), Is.EqualTo("Hello World!"));
            Assert.That(copy.Parts()[1].Value("Content-Disposition"), Is.EqualTo("recipient-list-history; handling=optional"));
            Assert.That(copy.History(), Is.EqualTo(new[] { "to bill", "to ANON 2", "cc joe", "cc ANON 1" }));
        }
    }

    [Test]
    public void A_copy_has_an_identity_of_its_own_and_the_sender_of_the_request()
    {
        using var world = new ListWorld("list-service");

        var request = world.Message("list", Text("Hi"), List("to bill\ncc joe"))
            .Add("Contact", "<sip:alice@10.0.0.9>").Add("Accept", "text/plain").Add("Subject", "Lunch").Add("P-Asserted-Identity", "<sip:bob@10.0.0.9>").Build();
        world.Exchange(request);

        var copy = world.GotBy("bill");
        Assert.Multiple(() =>
        {
            Assert.That(copy.From?.DisplayName, Is.EqualTo("Alice A"));
            Assert.That(copy.From?.Uri, Is.EqualTo(request.From?.Uri));
            Assert.That(copy.FromTag, Is.Not.Null.And.Not.EqualTo(request.FromTag));
            Assert.That(copy.To?.ToString(), Is.EqualTo("<sip:bill@10.0.0.9>"));
            Assert.That(copy.CallId, Does.Not.Contain("10.9.8.7"));
            Assert.That(copy.CSeq?.Number, Is.EqualTo(1));
            Assert.That(copy.MaxForwards, Is.EqualTo(70));
            Assert.That(copy.Vias, Has.Count.EqualTo(1));
            Assert.That(copy.Value(SipHeader.Subject), Is.EqualTo("Lunch"));
            Assert.That(copy.Has(SipHeader.Contact) || copy.Has(SipHeader.Accept) || copy.Has(SipHeader.Require) || copy.Has(SipHeader.PAssertedIdentity), Is.False);
            Assert.That(world.Got.Select(one => one.CallId).Distinct().Count(), Is.EqualTo(2));
            Assert.That(world.Got.Select(one => one.TopVia?.Branch).Distinct().Count(), Is.EqualTo(2));
        });
    }

    [TestCase("bcc ted\nbcc andy")]
    [TestCase("none ted\nnone andy")]
    public void Blind_recipients_alone_get_the_bare_message(string list)
    {
        using var world = new ListWorld("list-service");

        world.Exchange(world.Message("list", Text("trailing blank \n", "text/plain;charset=utf-8"), List(list)));

        Assert.That(world.Got, Has.Count.EqualTo(2));
        Assert.That(world.Got.Select(copy => copy.ContentType?.Text), Is.All.EqualTo("text/plain;charset=utf-8"));
        Assert.That(world.Got.Select(copy => copy.Body.ToArray()), Is.All.EqualTo("trailing blank \n"u8.ToArray()));
    }

    [Test]
    public void Each_recipient_is_served_once_under_its_most_visible_role()
    {
        using var world = new ListWorld("list-service");

        world.Exchange(world.Message(
            "list",
            Text("Hi"),
            List($"bcc sip:%62ill@10.0.0.9:5070;transport=tcp\ncc bill\nto bill\nto SIP:joe@10.0.0.9:5070;transport=TCP\nto anonymize joe\nto Joe"),
            List($"bcc {Uri("bill")};method=INVITE\nto carol")));

        Assert.That(world.Got.Select(copy => copy.RequestUri?.User), Is.EquivalentTo(new[] { "%62ill", "joe", "Joe", "carol" }));
        Assert.That(world.GotBy("carol").History(), Is.EqualTo(new[] { "to %62ill", "to Joe", "to carol", "to ANON 1" }));
    }

    [Test]
    public void A_blind_recipient_sees_itself_only_in_the_mode_that_says_so()
    {
        using var world = new ListWorld("list-service");
        world.Perform("blind-mode", ("user", "list"), ("mode", "self"));

        world.Exchange(world.Message("list", Text("Hi"), List("to bill\nbcc ted\nbcc andy")));

        Assert.That(world.GotBy("bill").History(), Is.EqualTo(new[] { "to bill" }));
        Assert.That(world.GotBy("ted").History(), Is.EqualTo(new[] { "to bill", "bcc ted" }));
    }

    [Test]
    public void What_a_URI_asks_for_is_granted_where_it_is_harmless()
    {
        using var world = new ListWorld("list-service");

        var response = world.Exchange(world.Message("list", Text("Hi"), List($"""
            to {Uri("bob")};x-foo=bar;method=INVITE?Accept-Contact=*%3bmobility%3d%22mobile%22&Via=SIP/2.0&Route=%3csip:trap%3e&body=EVIL
            to {Uri("eve")}?Subject=%0d%0aX-Evil:1
            to {Uri("ext")}?Require=100rel
            to sip:sctp@10.0.0.9:5070;transport=sctp
            to http://10.0.0.9/
            to joe
            """)));

        Assert.That(response.StatusCode, Is.EqualTo(202));
        Assert.That(world.Got.Select(copy => copy.RequestUriText), Is.EqualTo(new[] { Uri("bob") + ";x-foo=bar", Uri("joe") }));
        Assert.That(world.Got.Select(copy => copy.Method), Is.All.EqualTo("MESSAGE"));
        Assert.That(world.GotBy("bob").Value(SipHeader.AcceptContact), Is.EqualTo("*;mobility=\"mobile\""));
        Assert.That(world.GotBy("joe").Has(SipHeader.AcceptContact) || world.GotBy("bob").Has(SipHeader.Route), Is.False);
        Assert.That(world.GotBy("bob").Parts()[0].Text(), Is.EqualTo("Hi"));
    }

    [Test]
    public void The_answer_does_not_wait_for_recipients_and_a_busy_URI_is_waited_for()
    {
        using var world = new ListWorld("list-service");
        world.Answers["silent"] = 0;

        Assert.That(world.Exchange(world.Message("list", Text("one"), List("to silent\nto bill"))).StatusCode, Is.EqualTo(202));
        Assert.That(world.Exchange(world.Message("list", Text("two"), List("to silent"))).StatusCode, Is.EqualTo(202));
        Assert.That(world.Got.Count(copy => copy.RequestUri?.User == "silent"), Is.EqualTo(1));

        world.Run(40);
        Assert.That(world.Got.Count(copy => copy.RequestUri?.User == "silent"), Is.EqualTo(2));
    }

    [Test]
    public void Nothing_leaves_for_a_request_that_is_refused()
    {
        using var world = new ListWorld("list-service");
        world.Perform("consent", ("uri", Uri("shy")), ("on", "false"));
        var list = List("to bill");

        var unknownExtension = world.Exchange(world.Message("list", Text("Hi"), list).Set("Require", "recipient-list-message, x-unknown"));
        Assert.That((unknownExtension.StatusCode, unknownExtension.Value(SipHeader.Unsupported)), Is.EqualTo((420, "x-unknown")));
        var consent = world.Exchange(world.Message("list", Text("Hi"), List("to bill\nto shy")));
        Assert.That((consent.StatusCode, consent.Value("Permission-Missing")), Is.EqualTo((470, $"<{Uri("shy")}>")));
        var format = world.Exchange(world.Message("list", Text("Hi"), list.Edit().Set("Content-Type", "application/x-foo").Build()));
        Assert.That((format.StatusCode, format.Values(SipHeader.Accept)), Is.EqualTo((415, format.Values(SipHeader.Accept))));
        Assert.That(format.Values(SipHeader.Accept), Does.Contain("application/resource-lists+xml"));
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), ListDocument("<resource-lists"u8.ToArray()))).StatusCode, Is.EqualTo(400));
        Assert.That(world.Exchange(world.Message("list", Text("Hi"))).StatusCode, Is.EqualTo(400));
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), ListDocument(ResourceLists.Write([])))).StatusCode, Is.EqualTo(400));
        Assert.That(world.Exchange(world.Request("INVITE", SeatUri("list"))).StatusCode, Is.EqualTo(405));
        Assert.That(world.Exchange(world.Request("Message", SeatUri("list"))).StatusCode, Is.EqualTo(501));
        Assert.That(world.Exchange(world.Message("list", Text("Hi"), list).WithRequestUri("sip:list@10.7.7.7")).StatusCode, Is.EqualTo(404));
        Assert.That(world.Got, Is.Empty);
    }

    [Test]
    public void OPTIONS_tells_that_this_is_a_list_service()
    {
        using var world = new ListWorld("list-service");

        var response = world.Exchange(world.Request("OPTIONS", SeatUri("list")));

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Values(SipHeader.Supported), Does.Contain("recipient-list-message"));
        Assert.That(response.Values(SipHeader.Allow), Does.Contain("MESSAGE"));
        Assert.That(response.Values(SipHeader.Accept), Does.Contain("multipart/mixed").And.Contain("application/resource-lists+xml"));
    }

    [Test]
    public void Only_the_owner_of_an_account_is_served_and_only_once_per_nonce_count()
    {
        using var world = new ListWorld("list-service", options: plain => plain with
        {
            Accounts = new Dictionary<string, string> { ["alice"] = "secret" },
            Realm = "lists.example",
        });
        var client = new Conformance.Stack.Sip.Authentication.DigestClient("alice", "secret", new Conformance.Stack.IdSource(1));
        var liar = new Conformance.Stack.Sip.Authentication.DigestClient("alice", "guess", new Conformance.Stack.IdSource(2));
        var request = world.Message("list", Text("Hi"), List("to bill")).Add("Proxy-Authorization", "Digest realm=\"elsewhere\", username=\"a\"").Build();

        var challenge = world.Exchange(request);
        Assert.That((challenge.StatusCode, challenge.Has(SipHeader.WwwAuthenticate)), Is.EqualTo((401, true)));
        Assert.That(liar.TryAnswer(challenge, request, out var lie) && world.Exchange(lie).StatusCode == 401, Is.True);
        Assert.That(world.Got, Is.Empty);

        Assert.That(client.TryAnswer(challenge, request, out var proof), Is.True);
        Assert.That(world.Exchange(proof!).StatusCode, Is.EqualTo(202));
        Assert.That(world.Exchange(proof!.Edit().Set("Call-ID", "replayed").Build()).StatusCode, Is.EqualTo(401));
        Assert.That(world.Got, Has.Count.EqualTo(1));
        Assert.That(world.Got[0].Has(SipHeader.Authorization), Is.False);
        Assert.That(world.Got[0].Value(SipHeader.ProxyAuthorization), Does.Contain("elsewhere"));
    }

    [Test]
    public void Ten_thousand_recipients_get_one_copy_each()
    {
        using var world = new ListWorld("list-service");
        var users = Enumerable.Range(0, 10_000).Select(i => $"bcc r{i}");

        Assert.That(world.Exchange(world.Message("list", Text("Hi"), List(string.Join('\n', users)))).StatusCode, Is.EqualTo(202));

        world.Run(30);
        Assert.That(world.Got.Select(copy => copy.RequestUriText).Distinct().Count(), Is.EqualTo(10_000));
    }

    [Test]
    public void What_is_kept_and_what_is_listed_are_served_together()
    {
        using var world = new ListWorld("list-service");
        world.Perform("define-list", ("user", "team"), ("members", $"{Uri("bill")}\n{Uri("joe")}"));

        var response = world.Exchange(world.Message("team", Text("Hi"), List("to joe\ncc carol")));

        Assert.That(response.StatusCode, Is.EqualTo(202));
        Assert.That(world.Got.Select(copy => copy.RequestUri?.User), Is.EquivalentTo(new[] { "bill", "joe", "carol" }));
    }

    [Test]
    public void An_im_URI_whose_address_is_known_is_served_there()
    {
        using var world = new ListWorld("list-service");
        world.Perform("im-address", ("user", "list"), ("im", "im:ina@im.example"), ("uri", Uri("ina")));

        world.Exchange(world.Message("list", Text("Hi"), List("to im:ina@im.example")));

        Assert.That(world.Got.Single().RequestUriText, Is.EqualTo(Uri("ina")));
    }
}
