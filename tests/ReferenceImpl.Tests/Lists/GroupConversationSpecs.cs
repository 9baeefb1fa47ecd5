using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.ReferenceImpl.Tests.Lists;

/// <summary>All three list seats at one table: Alice writes to Bill and Joe, Bill writes back to all.</summary>
public sealed class GroupConversationSpecs
{
    [Test]
    public void A_group_message_and_its_reply_pass_through_the_service()
    {
        var loop = new VirtualLoop();
        using var network = new VirtualNetwork(loop);
        using var alice = Open(network, "list-client", "10.0.0.2");
        using var service = Open(network, "list-service", "10.0.0.3");
        using var recipients = Open(network, "list-recipient", "10.0.0.4");
        var shown = new List<string>();
        var visible = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        alice.UserSaw += (name, values) => shown.Add($"alice {name} {values["text"]}");
        recipients.UserSaw += (name, values) =>
        {
            if (name == "show")
            {
                shown.Add($"{values["user"]} {name} {values["text"]}");
            }
            else
            {
                visible[values["user"]] = values;
            }
        };

        alice.Perform("send-list", new Dictionary<string, string>
        {
            ["user"] = "alice",
            ["service"] = "sip:list@10.0.0.3:5060;transport=tcp",
            ["text"] = "Lunch?",
            ["receipts"] = "",
            ["recipients"] = "to sip:bill@10.0.0.4:5060;transport=tcp\ncc sip:joe@10.0.0.4:5060;transport=tcp\nbcc sip:ted@10.0.0.4:5060;transport=tcp",
        });
        loop.RunFor(TimeSpan.FromSeconds(5));
        recipients.Perform("reply-to-all", new Dictionary<string, string>
        {
            ["user"] = "bill",
            ["call-id"] = visible["bill"]["call-id"],
            ["text"] = "Yes",
            ["shape"] = "service",
            ["service"] = "sip:list@10.0.0.3:5060;transport=tcp",
        });
        loop.RunFor(TimeSpan.FromSeconds(60));

        Assert.That(visible["ted"]["visible"], Is.EqualTo("to sip:bill@10.0.0.4:5060;transport=tcp\ncc sip:joe@10.0.0.4:5060;transport=tcp"));
        Assert.That(shown, Is.EquivalentTo(new[] { "bill show Lunch?", "joe show Lunch?", "ted show Lunch?", "joe show Yes", "alice show Yes" }));
    }

    private static IReferenceSeat Open(VirtualNetwork network, string seat, string address) => ReferenceSeats.Create(seat, new SeatOptions
    {
        Network = network,
        Ids = new IdSource(1).Child(seat),
        Address = IPAddress.Parse(address),
        SipPort = 5060,
    });
}
