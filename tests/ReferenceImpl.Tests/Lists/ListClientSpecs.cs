using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Cpim;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

public sealed class ListClientSpecs
{
    private static readonly (string, string)[] Friends =
    [
        ("user", "alice"), ("service", Uri("lists")), ("text", "Hi"), ("receipts", ""),
        ("recipients", $"to {Uri("bill")} Bill & <Co>\ncc anonymize {Uri("joe")}\nbcc {Uri("ted")}\nto {Uri("%62ill")}"),
    ];

    [Test]
    public void A_list_message_has_the_text_the_list_and_the_option_tag()
    {
        using var world = new ListWorld("list-client");

        world.Perform("send-list", Friends);

        var request = world.Got.Single();
        Assert.That(request.RequestUriText, Is.EqualTo(Uri("lists")));
        Assert.That(request.Values(SipHeader.Require), Is.EqualTo(new[] { "recipient-list-message" }));
        Assert.That(request.Has(SipHeader.Contact), Is.False);
        Assert.That(request.Parts()[0].Text(), Is.EqualTo("Hi"));
        var list = request.Parts()[1];
        Assert.That(list.Value("Content-Disposition"), Is.EqualTo("recipient-list"));
        Assert.That(ResourceLists.Validate(list.Content), Is.Empty);
        Assert.That(ResourceLists.TryRead(list.Content, out var document, out _), Is.True);
        Assert.That(document!.FlatEntries.Select(entry => (entry.Uri, entry.CopyControl, entry.Anonymize, entry.DisplayName)), Is.EqualTo(new (string, CopyControl?, bool?, string?)[]
        {
            (Uri("bill"), CopyControl.To, null, "Bill & <Co>"), (Uri("joe"), CopyControl.Cc, true, null), (Uri("ted"), CopyControl.Bcc, null, null),
        }));
    }

    [Test]
    public void A_service_that_is_known_to_take_plain_lists_gets_them_labelled_alike()
    {
        using var world = new ListWorld("list-client");
        world.Perform("list-format", ("user", "alice"), ("type", "text/uri-list"));

        world.Perform("send-list", Friends);

        var list = world.Got.Single().Parts()[1];
        Assert.That((list.Value("Content-Type"), list.Value("Content-Disposition")), Is.EqualTo(("text/uri-list", "recipient-list")));
        Assert.That(list.Text(), Is.EqualTo($"{Uri("bill")}\r\n{Uri("joe")}\r\n{Uri("ted")}\r\n"));
        Assert.That(world.Got.Single().Values(SipHeader.Require), Is.EqualTo(new[] { "recipient-list-message" }));
        Assert.That(() => world.Perform("list-format", ("user", "alice"), ("type", "text/plain")), Throws.ArgumentException);
    }

    [Test]
    public void Receipts_are_asked_for_inside_message_cpim_which_names_visible_recipients_only()
    {
        using var world = new ListWorld("list-client");

        world.Perform("send-list", [.. Friends.Where(value => value.Item1 != "receipts"), ("receipts", "negative-delivery")]);

        var message = CpimMessage.Parse(world.Got.Single().Parts()[0].Content);
        Assert.That(message.ReceiptRequests, Is.EqualTo(new[] { "negative-delivery" }));
        Assert.That(message.To.Concat(message.Cc).Select(address => address.Uri), Does.Contain(Uri("bill")).And.Not.Contain(Uri("joe")).And.Not.Contain(Uri("ted")));
        Assert.That(world.Got.Single().Value("Receipt-Request"), Is.Null);
    }

    [Test]
    public void A_challenge_is_answered_with_the_same_list_and_the_next_CSeq()
    {
        using var world = new ListWorld("list-client", options: plain => plain with { Credentials = new SeatCredentials("alice", "secret") });
        var server = new DigestServer("lists", _ => "secret", new Conformance.Stack.IdSource(3));
        world.Reply = request => server.Verify(request, world.Loop.Now) == DigestOutcome.Accepted ? null : server.Challenge(request, world.Loop.Now);

        world.Perform("send-list", Friends);

        Assert.That(world.Got, Has.Count.EqualTo(2));
        Assert.That(world.Got[1].CSeq?.Number, Is.EqualTo(world.Got[0].CSeq?.Number + 1));
        Assert.That(world.Got[1].Body.ToArray(), Is.EqualTo(world.Got[0].Body.ToArray()));
        Assert.That(world.Got[1].Values(SipHeader.Require), Does.Contain("recipient-list-message"));
        Assert.That(world.Seen("failed"), Is.Empty);
    }

    [Test]
    public void A_refusal_reaches_the_user_and_is_not_tried_again()
    {
        using var world = new ListWorld("list-client");
        world.Answers["lists"] = 403;

        world.Perform("send-list", Friends);

        Assert.That(world.Got, Has.Count.EqualTo(1));
        Assert.That(world.Seen("failed").Single()["status"], Is.EqualTo("403"));
    }

    [Test]
    public void The_next_message_waits_for_the_answer_to_the_first()
    {
        using var world = new ListWorld("list-client");
        world.Answers["lists"] = 0;

        world.Perform("send-list", Friends);
        world.Perform("send-list", Friends);

        Assert.That(world.Got, Has.Count.EqualTo(1));
    }

    [Test]
    public void Groups_stand_for_all_in_them_and_nobody_is_listed_twice()
    {
        using var world = new ListWorld("list-client");
        world.Perform("address-book", ("user", "alice"), ("groups", $"Friends {Uri("bill")} {Uri("joe")}\nWork {Uri("joe")} {Uri("carol")}"));

        world.Perform("send-list", ("user", "alice"), ("service", Uri("lists")), ("text", "Hi"), ("recipients", "to group:Friends\ncc group:Work"));

        Assert.That(ResourceLists.TryRead(world.GotBy("lists").Parts()[1].Content, out var list, out _), Is.True);
        Assert.That(list!.FlatEntries.Select(entry => (SipUri.Parse(entry.Uri).User, entry.CopyControlText)), Is.EqualTo(new[] { ("bill", "to"), ("joe", "to"), ("carol", "cc") }));
    }

    [Test]
    public void A_group_that_there_is_not_is_an_error()
    {
        using var world = new ListWorld("list-client");

        Assert.That(
            () => world.Perform("send-list", ("user", "alice"), ("service", Uri("lists")), ("text", "Hi"), ("recipients", "to group:Family")),
            Throws.ArgumentException.With.Message.Contains("Family"));
    }
}
