using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;
using static Conformance.ReferenceImpl.Tests.Lists.ListWorld;

namespace Conformance.ReferenceImpl.Tests.Lists;

public sealed class ListReceiptSpecs
{
    [Test]
    public void A_failure_is_reported_under_the_name_and_status_of_its_recipient_and_a_success_is_not()
    {
        using var world = new ListWorld("list-service");
        world.Answers["gone"] = 404;
        world.Answers["never"] = 603;
        var message = InstantMessage("positive-delivery, negative-delivery");

        world.Exchange(world.Message("list", message, List("to bill\nto gone\nbcc never")));

        Assert.That(world.GotBy("bill").Parts()[0].Content.ToArray(), Is.EqualTo(message.Content.ToArray()));
        Assert.That(ReceiptsTo(world).Select(receipt => (receipt.MessageId, receipt.Type, receipt.RecipientUri, receipt.Status)), Is.EquivalentTo(new[]
        {
            ("m1", "delivery", Uri("gone"), "404"),
            ("m1", "delivery", Uri("never"), "603"),
        }));
    }

    [Test]
    public void A_failure_that_a_recipient_reports_later_is_told_once()
    {
        using var world = new ListWorld("list-service");
        world.Exchange(world.Message("list", InstantMessage("negative-delivery"), List("to bill\nto joe")));

        Assert.That(world.Exchange(FailureOf(world, "bill")).StatusCode, Is.EqualTo(200));
        world.Exchange(FailureOf(world, "bill"));
        Assert.That(world.Exchange(FailureOf(world, "mallory")).StatusCode, Is.GreaterThanOrEqualTo(400));

        var receipt = ReceiptsTo(world).Single();
        Assert.That((receipt.MessageId, receipt.RecipientUri, receipt.Status), Is.EqualTo(("m1", Uri("bill"), "480")));
    }

    [Test]
    public void Nothing_is_reported_to_who_did_not_ask()
    {
        using var world = new ListWorld("list-service");
        world.Answers["gone"] = 404;

        world.Exchange(world.Message("list", InstantMessage("positive-delivery, read"), List("to gone")));

        Assert.That(ReceiptsTo(world), Is.Empty);
    }

    [Test]
    public void A_hidden_list_reports_once_for_all_and_names_nobody()
    {
        using var world = new ListWorld("list-service");
        world.Perform("define-list", ("user", "team"), ("members", $"{Uri("m1")}\n{Uri("m2")}"), ("hidden", "true"), ("receipts", "anchor"));

        Assert.That(world.Exchange(Plain(world, InstantMessage("positive-delivery, negative-delivery"))).StatusCode, Is.EqualTo(202));
        Report(world, "m1");
        Report(world, "m1");
        Assert.That(ReceiptsTo(world), Is.Empty);
        Report(world, "m2");
        Report(world, "m2");

        var receipt = ReceiptsTo(world).Single();
        Assert.That((receipt.MessageId, receipt.Type, receipt.Status, receipt.RecipientUri), Is.EqualTo(("m1", "delivery", "200", (string?)null)));
        var toAlice = world.GotBy("alice");
        Assert.That(System.Text.Encoding.UTF8.GetString(toAlice.Bytes.Span), Does.Not.Contain("m2").And.Not.Contain("sip:m1"));
        Assert.That(CpimMessage.Parse(toAlice.Body).From?.Uri, Is.EqualTo(SeatUri("team")));
    }

    [Test]
    public void A_hidden_list_reports_failure_once_without_a_name()
    {
        using var world = new ListWorld("list-service");
        world.Perform("define-list", ("user", "team"), ("members", $"{Uri("m1")}\n{Uri("m2")}\n{Uri("m3")}"), ("hidden", "true"), ("receipts", "anchor"));
        world.Answers["m1"] = 404;
        world.Answers["m2"] = 480;

        world.Exchange(Plain(world, InstantMessage("positive-delivery, negative-delivery")));
        Report(world, "m3");

        Assert.That(ReceiptsTo(world).Single().Class, Is.EqualTo(ReceiptClass.Negative));
        Assert.That(ReceiptsTo(world).Single().RecipientUri, Is.Null);
    }

    [Test]
    public void A_hidden_list_may_refuse_what_asks_for_receipts_and_nothing_else()
    {
        using var world = new ListWorld("list-service");
        world.Perform("define-list", ("user", "team"), ("members", Uri("m1")), ("hidden", "true"), ("receipts", "reject"));

        Assert.That(world.Exchange(Plain(world, InstantMessage("read"))).StatusCode, Is.EqualTo(403));
        Assert.That(world.Got, Is.Empty);
        Assert.That(world.Exchange(Plain(world, InstantMessage(""))).StatusCode, Is.EqualTo(202));
        Assert.That(world.GotBy("m1").ContentType?.Text, Is.EqualTo("message/cpim"));
    }

    internal static MimeEntity InstantMessage(string receipts) => MimeEntity.Build()
        .Header("Content-Type", "message/cpim")
        .Content(CpimMessage.Build()
            .From(Uri("alice"), "Alice")
            .To(SeatUri("team"))
            .Header("Message-ID", "m1")
            .Header("Receipt-Request", receipts)
            .Content("text/plain", "Hi"u8.ToArray())
            .ToBytes())
        .Build();

    internal static SipMessageBuilder Plain(ListWorld world, MimeEntity message) =>
        world.Request("MESSAGE", SeatUri("team")).Body(message.Content, message.ContentType?.Text);

    /// <summary>Somebody reports to the service that the message did not arrive after all.</summary>
    internal static SipMessageBuilder FailureOf(ListWorld world, string recipient)
    {
        var receipt = CpimMessage.Build()
            .From(Uri(recipient))
            .To(SeatUri("list"))
            .Content([("Content-Type", StatusReceipt.MediaType), ("Content-Disposition", "confirm")], StatusReceipt.Delivery("m1", Uri(recipient), 480).Write())
            .ToBytes();
        return world.Request("MESSAGE", SeatUri("list")).Set("From", $"<{Uri(recipient)}>;tag={recipient}").Body(receipt, "message/cpim");
    }

    /// <summary>The member's user agent reports delivery of the copy it got.</summary>
    internal static void Report(ListWorld world, string member)
    {
        var copy = CpimMessage.Parse(world.Got.First(request => request.RequestUri?.User == member).Body);
        var receipt = CpimMessage.Build()
            .From(Uri(member))
            .To(copy.From?.Uri ?? "")
            .Content([("Content-Type", StatusReceipt.MediaType), ("Content-Disposition", "confirm")], StatusReceipt.Delivery(copy.MessageId ?? "", Uri(member), 200).Write())
            .ToBytes();
        world.Send(world.Request("MESSAGE", copy.From?.Uri ?? "").Body(receipt, "message/cpim").Build());
    }

    private static IReadOnlyList<StatusReceipt> ReceiptsTo(ListWorld world) =>
    [
        .. world.Got.Where(request => request.RequestUri?.User == "alice")
            .Select(request => StatusReceipt.TryRead(CpimMessage.Parse(request.Body).Content.Content, out var receipt, out _) ? receipt : throw new InvalidOperationException()),
    ];
}
