using Conformance.Stack;

namespace Conformance.ReferenceImpl.Tests.Msrp;

/// <summary>Three user agents in one room of the bundled switch.</summary>
[TestFixture]
public sealed class MsrpSwitchSpecs
{
    private const string Room = "sip:lobby@10.0.0.5:5060;transport=tcp";

    private static readonly string[] Users = ["alice", "bob", "carol"];

    private Bed _bed = new();
    private IReferenceSeat[] _agents = [];

    // Makes the lobby a room with hidden members that treats requests for receipts so.
    private Action<string> _define = _ => { };

    [SetUp]
    public void Gather()
    {
        _bed = new Bed();
        var rooms = _bed.Seat("msrp-intermediary", "10.0.0.5");
        _define = receipts => rooms.Do("define-list", "user=lobby", "hidden=true", $"receipts={receipts}");
        _agents = [.. Users.Select((user, i) => _bed.Seat("msrp-recipient", $"10.0.0.{i + 1}", options => options with { Ids = new IdSource(7).Child(user) }))];
        for (var i = 0; i < Users.Length; i++)
        {
            _agents[i].Do("open-session", $"user={Users[i]}", $"to={Room}");
        }

        _bed.Run();
        _bed.Saw.Clear();
    }

    [TearDown]
    public void Disperse() => _bed.Dispose();

    [Test]
    public void A_message_to_the_room_reaches_everybody_else()
    {
        Say("read");

        Assert.That(Shown("show "), Is.EquivalentTo(new[] { "show user=bob", "show user=carol" }));
    }

    [Test]
    public void A_read_receipt_reaches_the_sender_alone()
    {
        var id = Say("read");
        _agents[1].Do("read", "user=bob", $"message-id={id}");
        _bed.Run();

        Assert.That(Shown("show-receipt "), Is.EqualTo(new[] { "show-receipt user=alice" }));
        Assert.That(_bed.Saw[^1], Does.Contain("recipient=sip:bob@10.0.0.2").And.EndsWith("class=read"));
    }

    [Test]
    public void Rooms_do_not_mix()
    {
        var outsider = _bed.Seat("msrp-sender", "10.0.0.4");
        outsider.Do("send-im", "user=dave", "to=sip:attic@10.0.0.5:5060;transport=tcp", "text=Anybody?");
        _bed.Run();

        Assert.That(Shown("show "), Is.Empty);
    }

    [Test]
    public void Who_has_left_gets_nothing()
    {
        _agents[2].Do("close-session", "user=carol");
        _bed.Run();
        Say("");

        Assert.That(Shown("show "), Is.EqualTo(new[] { "show user=bob" }));
    }

    [Test]
    public void Of_a_room_with_hidden_members_the_sender_hears_once_and_of_nobody()
    {
        _define("anchor");
        _agents[0].Do("send-im", "user=alice", $"to={Room}", "receipts=read", "text=Hello");
        _bed.Run();
        var copies = _bed.Saw.Where(line => line.StartsWith("show ", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToDictionary(words => words[1], words => words[2]);

        _agents[1].Do("read", "user=bob", copies["user=bob"]);
        _bed.Run();
        Assert.That(Shown("show-receipt "), Is.Empty);

        _agents[2].Do("read", "user=carol", copies["user=carol"]);
        _bed.Run();
        Assert.That(Shown("show-receipt "), Is.EqualTo(new[] { "show-receipt user=alice" }));
        Assert.That(_bed.Saw[^1], Does.EndWith("class=read").And.Not.Contain("bob").And.Not.Contain("carol"));
    }

    [Test]
    public void A_room_that_refuses_gives_its_members_nothing()
    {
        _define("reject");
        _agents[0].Do("send-im", "user=alice", $"to={Room}", "receipts=read", "text=Hello");
        _bed.Run();

        Assert.That(Shown("show "), Is.Empty);
        Assert.That(Shown("failed "), Is.EqualTo(new[] { "failed user=alice" }));
    }

    private string Say(string receipts)
    {
        _agents[0].Do("send-im", "user=alice", $"to={Room}", $"receipts={receipts}", "text=Hello");
        _bed.Run();
        return _bed.Saw.Last(line => line.StartsWith("show ", StringComparison.Ordinal)).Split(' ')[2]["message-id=".Length..];
    }

    private IReadOnlyList<string> Shown(string what) =>
        [.. _bed.Saw.Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ')[..2]))];
}
