using System.Net;
using System.Text;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpBindingSpecs
{
    [TestCase(null, 481)]
    [TestCase("partial", 481)]
    [TestCase("no", null)]
    public void An_unknown_session_is_answered_481_unless_nothing_was_asked_for(string? failureReport, int? expected)
    {
        using var world = new MsrpWorld().Connected();
        var strays = new List<MsrpPacket>();
        world.BobEnd.Stray += (_, packet) => strays.Add(packet);
        var send = Send(world, world.BobEnd.CreateUri(), "stray").FailureReport(failureReport).Build();

        world.Alice.SendRaw(send.Bytes);
        world.Loop.RunUntilIdle();

        Assert.That(world.FromBob.Select(message => (int?)message.StatusCode).SingleOrDefault(), Is.EqualTo(expected));
        Assert.That(strays.Single().Bytes.ToArray(), Is.EqualTo(send.Bytes.ToArray()));
        Assert.That(world.Bob.IsUp, "a stray does not disturb the sessions of its connection");
    }

    [Test]
    public void The_active_side_is_over_when_its_opener_is_answered_481()
    {
        using var world = new MsrpWorld();
        string? reason = null;
        world.Alice.Closed += why => reason = why;
        world.Alice.Start([world.BobEnd.CreateUri()], MsrpRole.Active);
        world.Loop.RunUntilIdle();

        Assert.That(reason, Does.Contain("481"));
        Assert.That(world.AliceEnd.Connections, Is.Empty);
    }

    [Test]
    public void A_session_bound_to_another_connection_is_answered_506()
    {
        using var world = new MsrpWorld().Connected();
        var status = FromElsewhere(world, world.Bob.Local);

        Assert.That(status, Is.EqualTo(506));
        Assert.That(world.Bob.IsUp);
    }

    [Test]
    public void An_active_session_is_not_for_others_to_bind()
    {
        using var world = new MsrpWorld();
        world.Network.Add(new LinkRule { To = IPEndPoint.Parse("10.0.0.9:0"), Drop = 1 });
        world.Bob.Start([MsrpUri.Parse("msrp://10.0.0.9:9/abcdefgh;tcp")], MsrpRole.Active);

        Assert.That(FromElsewhere(world, world.Bob.Local), Is.EqualTo(506));
    }

    [Test]
    public void An_msrps_session_is_not_bound_without_TLS()
    {
        using var world = new MsrpWorld(secure: true);
        world.Bob.Start([world.Alice.Local], MsrpRole.Passive);

        Assert.That(FromElsewhere(world, world.Bob.Local), Is.EqualTo(481));
        world.Alice.Start([world.Bob.Local], MsrpRole.Active);
        world.Loop.RunUntilIdle();
        Assert.That(world.Bob.IsUp);
        Assert.That(world.Bob.Connection?.Kind, Is.EqualTo(TransportKind.Tls));
    }

    [Test]
    public void A_To_Path_of_two_URIs_is_not_ours()
    {
        using var world = new MsrpWorld().Connected();
        world.Alice.SendRaw(Send(world, world.Bob.Local, "x").To(world.Bob.Local, world.Alice.Local).Build().Bytes);
        world.Loop.RunUntilIdle();

        Assert.That(world.FromBob.Single().StatusCode, Is.EqualTo(481));
    }

    [Test]
    public void An_interceptor_sees_messages_first()
    {
        using var world = new MsrpWorld().Connected();
        world.BobEnd.Intercept = (_, message) => message.Method == "SEND";

        world.Alice.Send(MsrpWorld.Text("swallowed"));
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(world.AtBob, Is.Empty);
        Assert.That(world.FromBob, Is.Empty);
    }

    private static MsrpMessageBuilder Send(MsrpWorld world, MsrpUri to, string text) =>
        MsrpMessage.Send("transaction9").To(to).From(world.Alice.Local).MessageId("message9").Body(Encoding.UTF8.GetBytes(text), "text/plain");

    private static int? FromElsewhere(MsrpWorld world, MsrpUri to)
    {
        int? status = null;
        var reader = new MsrpReader();
        world.Network.Connect(world.BobEnd.Local, StreamSecurity.None, stream =>
        {
            stream.Received = bytes =>
            {
                reader.Append(bytes.Span);
                reader.TryRead(out var message, out _);
                status = message?.StatusCode;
            };
            stream.Send(Send(world, to, "hello").ToBytes());
        }, Assert.Fail);
        world.Loop.RunFor(TimeSpan.FromSeconds(1));
        return status;
    }
}
