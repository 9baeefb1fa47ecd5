using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

public sealed class ListRecipientSpecs
{
    private const string Anonymous = "sip:anonymous@anonymous.invalid";

    [Test]
    public void A_copy_is_answered_without_body_and_its_history_is_shown()
    {
        using var world = new ListWorld("list-recipient");

        var response = world.Exchange(Copy(world, $"to {SeatUri("bill")}\nto {Anonymous} 2\ncc joe\ncc {Anonymous}"));

        Assert.That((response.StatusCode, response.Body.Length, response.Has(SipHeader.Contact)), Is.EqualTo((200, 0, false)));
        Assert.That(world.Seen("show").Single()["text"], Is.EqualTo("Hi"));
        Assert.That(world.Seen("show-recipients").Single()["visible"], Is.EqualTo($"to {SeatUri("bill")}\nto undisclosed 2\ncc {Uri("joe")}\ncc undisclosed 1"));
    }

    [Test]
    public void A_visible_recipient_replies_to_sender_and_others_through_a_service()
    {
        using var world = new ListWorld("list-recipient");
        var copy = Copy(world, $"to {SeatUri("bill")}\nto {Anonymous} 2\ncc joe").Build();
        world.Exchange(copy);

        world.Perform("reply-to-all", ("user", "bill"), ("call-id", copy.CallId!), ("text", "Me too"), ("shape", "service"), ("service", Uri("lists")));

        var reply = world.GotBy("lists");
        Assert.That(reply.Values(SipHeader.Require), Does.Contain("recipient-list-message"));
        Assert.That(ResourceLists.TryRead(reply.Parts()[1].Content, out var list, out _), Is.True);
        Assert.That(list!.FlatEntries.Select(entry => SipUri.Parse(entry.Uri).User), Is.EquivalentTo(new[] { "alice", "joe" }));
    }

    [Test]
    public void Without_a_service_everybody_gets_a_message_of_their_own()
    {
        using var world = new ListWorld("list-recipient");
        var copy = Copy(world, $"to {SeatUri("bill")}\ncc joe\nto alice").Build();
        world.Exchange(copy);

        world.Perform("reply-to-all", ("user", "bill"), ("call-id", copy.CallId!), ("text", "Me too"), ("shape", "serial"));

        Assert.That(world.Got.Select(reply => reply.RequestUri?.User), Is.EquivalentTo(new[] { "joe", "alice" }));
        Assert.That(world.Got.Select(reply => reply.Has(SipHeader.Require)), Is.All.False);
    }

    [TestCase("to bob\ncc joe", TestName = "Who_is_absent_from_the_history_cannot_reply_to_all")]
    [TestCase("to bob\nbcc SELF", TestName = "Who_is_blind_cannot_reply_to_all")]
    [TestCase("to bob\nnone SELF", TestName = "Who_has_no_role_cannot_reply_to_all")]
    public void Reply_to_all_is_suppressed(string history)
    {
        using var world = new ListWorld("list-recipient");
        var copy = Copy(world, history.Replace("SELF", SeatUri("bill"))).Build();
        world.Exchange(copy);

        world.Perform("reply-to-all", ("user", "bill"), ("call-id", copy.CallId!), ("text", "Me too"), ("shape", "serial"));

        Assert.That(world.Got, Is.Empty);
        Assert.That(world.Seen("failed"), Has.Exactly(1).Items);
    }

    [Test]
    public void It_is_no_list_service()
    {
        using var world = new ListWorld("list-recipient");

        var response = world.Exchange(world.Message("bill", Text("Hi"), List("to joe")));

        Assert.That((response.StatusCode, response.Value(SipHeader.Unsupported)), Is.EqualTo((420, "recipient-list-message")));
        Assert.That(world.Seen("show"), Is.Empty);
    }

    [TestCase("x-unknown;handling=optional", 200)]
    [TestCase("x-unknown;handling=required", 415)]
    [TestCase("x-unknown", 415)]
    public void An_unknown_part_decides_by_its_handling(string disposition, int status)
    {
        using var world = new ListWorld("list-recipient");
        var unknown = MimeEntity.Build().Header("Content-Type", "application/x-foo").Header("Content-Disposition", disposition).Content("?").Build();

        Assert.That(world.Exchange(world.Message("bill", Text("Hi"), unknown).Remove("Require")).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public void An_empty_message_and_odd_headers_are_no_reason_to_refuse()
    {
        using var world = new ListWorld("list-recipient");

        Assert.That(world.Exchange(world.Request("MESSAGE", SeatUri("bill"))).StatusCode, Is.EqualTo(200));
        Assert.That(world.Exchange(world.Request("MESSAGE", SeatUri("bill")).Add("Contact", "<sip:a@b>").Add("Record-Route", "<sip:p;lr>").Body("Hi"u8.ToArray(), "text/plain")).StatusCode, Is.EqualTo(200));
        Assert.That(world.Exchange(world.Request("Message", SeatUri("bill")).Body("Hi"u8.ToArray(), "text/plain")).StatusCode, Is.EqualTo(501));
    }

    /// <summary>A copy as a list service sends it; history lines "role URI [count]".</summary>
    internal static SipMessageBuilder Copy(ListWorld world, string history)
    {
        var entries = history.Split('\n').Select(line => line.Split(' ')).Select(words => new ListEntry(words[1].Contains(':') ? words[1] : Uri(words[1]))
        {
            CopyControlText = words[0] == "none" ? null : words[0],
            CountText = words.ElementAtOrDefault(2),
        });
        var part = MimeEntity.Build()
            .Header("Content-Type", ResourceLists.MediaType)
            .Header("Content-Disposition", "recipient-list-history; handling=optional")
            .Content(ResourceLists.Write(entries))
            .Build();
        return world.Message("bill", Text("Hi"), part).Remove("Require");
    }
}
