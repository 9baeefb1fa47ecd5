using System.Text;
using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpSessionSpecs
{
    [Test]
    public void The_active_side_opens_with_a_SEND_without_body_and_gets_200()
    {
        using var world = new MsrpWorld();
        var up = new List<string>();
        world.Alice.Up += () => up.Add("alice");
        world.Bob.Up += () => up.Add("bob");

        world.Bob.Start([world.Alice.Local], MsrpRole.Passive);
        world.Alice.Start([world.Bob.Local], MsrpRole.Active);
        world.Loop.RunUntilIdle();

        Assert.That(up, Is.EqualTo(new[] { "alice", "bob" }));
        var opener = world.Wire[0].Message!;
        Assert.That(opener.Method, Is.EqualTo("SEND"));
        Assert.That(opener.HasBody, Is.False);
        Assert.That(opener.Value("Byte-Range"), Is.EqualTo("1-0/0"));
        Assert.That(opener.ToPath, Is.EqualTo(new[] { world.Bob.Local }));
        Assert.That(opener.FromPath, Is.EqualTo(new[] { world.Alice.Local }));
        Assert.That(world.Wire[1].Message!.StatusCode, Is.EqualTo(200));
        Assert.That(world.Wire.Select(packet => packet.SessionId), Is.All.EqualTo(world.Alice.Local.SessionId));
        Assert.That(world.AtBob, Is.Empty);
    }

    [Test]
    public void Messages_go_both_ways_and_each_is_answered_before_its_reader_sees_it()
    {
        using var world = new MsrpWorld().Connected();
        world.Bob.Message += _ => world.Bob.Send(MsrpWorld.Text("pong"));

        world.Alice.Send(MsrpWorld.Text("ping"));
        world.Loop.RunUntilIdle();

        Assert.That(world.Wire.Select(Summary), Is.EqualTo(new[] { "> SEND ping", "< 200", "< SEND pong", "> 200" }));
        Assert.That(world.AtAlice.Single().IsDuplicate, Is.False);
    }

    [Test]
    public void A_passive_session_can_be_bound_before_its_peers_path_is_known()
    {
        using var world = new MsrpWorld();
        world.Alice.Start([world.Bob.Local], MsrpRole.Active);
        world.Alice.Send(MsrpWorld.Text("early"));
        world.Bob.Send(MsrpWorld.Text("held back"));
        world.Loop.RunUntilIdle();

        Assert.That(world.AtBob.Single().Body.ToArray(), Is.EqualTo("early"u8.ToArray()));
        Assert.That(world.AtAlice, Is.Empty);

        world.Bob.Start([world.Alice.Local], MsrpRole.Passive);
        world.Loop.RunUntilIdle();
        Assert.That(world.AtAlice, Has.Count.EqualTo(1));
    }

    [Test]
    public void Sessions_to_one_address_share_a_connection_and_the_last_one_closes_it()
    {
        using var world = new MsrpWorld().Connected();
        var second = world.AliceEnd.CreateSession();
        var peer = world.BobEnd.CreateSession();
        peer.Start([second.Local], MsrpRole.Passive);
        second.Start([peer.Local], MsrpRole.Active);
        world.Loop.RunUntilIdle();

        Assert.That(second.Connection, Is.SameAs(world.Alice.Connection));
        world.Alice.Close();
        world.Loop.RunUntilIdle();
        Assert.That(second.IsUp && peer.IsUp);
        second.Close();
        world.Loop.RunUntilIdle();
        Assert.That(peer.IsClosed);
        Assert.That(world.AliceEnd.Connections.Count + world.BobEnd.Connections.Count, Is.Zero);
    }

    [Test]
    public void A_lost_connection_ends_the_session_and_fails_what_was_not_answered()
    {
        using var world = new MsrpWorld().Connected();
        var ends = new List<string>();
        world.Alice.Closed += reason => ends.Add("alice");
        world.Bob.Closed += reason => ends.Add("bob");
        world.Bob.Replies = new Script { OnRespond = _ => MsrpReply.None };
        var answered = world.Alice.Send(MsrpWorld.Text("x") with { FailureReport = "no" });
        var unanswered = world.Alice.Send(MsrpWorld.Text("y"));
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        world.Network.Cut(world.AliceEnd.Local.Address, world.BobEnd.Local.Address);
        world.Loop.RunUntilIdle();

        Assert.That(ends, Is.EquivalentTo(new[] { "alice", "bob" }));
        Assert.That(answered.Failure, Is.Null);
        Assert.That(unanswered.Failure?.Kind, Is.EqualTo(MsrpFailureKind.Connection));
    }

    [Test]
    public void Nobody_listening_is_told_by_Closed()
    {
        using var world = new MsrpWorld();
        string? reason = null;
        world.Alice.Closed += why => reason = why;

        world.Alice.Start([MsrpUri.Parse("msrp://10.0.0.9:1/abcdefgh;tcp")], MsrpRole.Active);
        world.Loop.RunUntilIdle();

        Assert.That(reason, Does.StartWith("cannot connect to 10.0.0.9:1"));
    }

    [Test]
    public void A_host_that_is_no_address_is_told_by_Closed()
    {
        using var world = new MsrpWorld();
        string? reason = null;
        world.Alice.Closed += why => reason = why;

        world.Alice.Start([MsrpUri.Parse("msrp://b.example:2855/abcdefgh;tcp")], MsrpRole.Active);
        world.Loop.RunUntilIdle();

        Assert.That(reason, Does.Contain("no numeric host"));
    }

    [Test]
    public void Bytes_that_are_no_MSRP_are_shown_and_end_the_connection()
    {
        using var world = new MsrpWorld().Connected();
        var strays = new List<MsrpPacket>();
        world.BobEnd.Stray += (_, packet) => strays.Add(packet);

        world.Alice.SendRaw(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
        world.Loop.RunUntilIdle();

        Assert.That(strays.Single().Error, Is.Not.Null);
        Assert.That(Encoding.ASCII.GetString(strays.Single().Bytes.Span), Does.StartWith("GET"));
        Assert.That(world.Bob.IsClosed && world.Alice.IsClosed);
    }

    [Test]
    public void Equal_seeds_give_equal_bytes()
    {
        var first = Run();
        var second = Run();
        Assert.That(second, Is.EqualTo(first));

        static byte[] Run()
        {
            using var world = new MsrpWorld().Connected();
            world.Alice.Send(MsrpWorld.Octets(5000) with { ChunkSize = 700, SuccessReport = "yes" });
            world.Bob.Send(MsrpWorld.Octets(9000));
            world.Loop.RunUntilIdle();
            return [.. world.Wire.SelectMany(packet => packet.Bytes.ToArray())];
        }
    }

    private static string Summary(MsrpPacket packet)
    {
        var message = packet.Message!;
        var text = message.IsRequest ? $"{message.Method} {Encoding.UTF8.GetString(message.Body.Span)}" : $"{message.StatusCode}";
        return (packet.Outgoing ? "> " : "< ") + text;
    }
}
