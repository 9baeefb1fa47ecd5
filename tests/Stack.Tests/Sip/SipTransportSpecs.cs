using System.Net;
using System.Text;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class SipTransportSpecs
{
    private SipWorld _world = new();

    [SetUp]
    public void CreateWorld()
    {
        _world = new SipWorld();
        _world.Alice.Transactions.Dispose();
        _world.Bob.Transactions.Dispose();
    }

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [TestCase("SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1")]
    [TestCase("SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.1:5060;rport=5060;branch=z9hG4bK1;received=10.0.0.1")]
    [TestCase("SIP/2.0/UDP im.example:5070;branch=z9hG4bK1", "SIP/2.0/UDP im.example:5070;branch=z9hG4bK1;received=10.0.0.1")]
    [TestCase("SIP/2.0/UDP 10.9.9.9;rport;branch=z9hG4bK1", "SIP/2.0/UDP 10.9.9.9;rport=5060;branch=z9hG4bK1;received=10.0.0.1")]
    public void A_request_is_stamped_with_where_it_came_from_and_kept_as_it_came(string via, string stamped)
    {
        Send(Request(via), TransportKind.Udp);

        var packet = _world.Bob.Packets.Single();
        Assert.That(packet.Message?.TopVia?.ToString(), Is.EqualTo(via));
        Assert.That(packet.Stamped?.TopVia?.ToString(), Is.EqualTo(stamped));
    }

    [TestCase("SIP/2.0/UDP 10.0.0.1:5070;rport;branch=z9hG4bK1", 5060, TestName = "Response_with_rport_goes_to_the_source_port")]
    [TestCase("SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bK1", 5070, TestName = "Response_without_rport_goes_to_the_port_of_sent_by")]
    [TestCase("SIP/2.0/UDP im.example;branch=z9hG4bK1", 5060, TestName = "Response_to_a_sent_by_without_port_goes_to_5060")]
    [TestCase("SIP/2.0/UDP 10.0.0.3:5080;branch=z9hG4bK1;maddr=10.0.0.1", 5080, TestName = "Response_goes_to_maddr_when_there_is_one")]
    public void Response_routing(string via, int port)
    {
        _world.Bob.Transport.Received = packet => _world.Bob.Transport.SendResponse(SipWorld.Answer(packet.Stamped!, 200), packet);
        Send(Request(via), TransportKind.Udp);

        Assert.That(_world.Bob.Packets[^1].Remote, Is.EqualTo(new IPEndPoint(IPAddress.Parse("10.0.0.1"), port)));
        Assert.That(_world.Bob.Packets[^1].Local.Port, Is.EqualTo(5060));
    }

    [TestCase(TransportKind.Tcp)]
    [TestCase(TransportKind.Tls)]
    public void A_response_takes_the_stream_of_its_request_and_streams_are_reused_both_ways(TransportKind kind)
    {
        _world.Bob.Transport.Received = packet => _world.Bob.Transport.SendResponse(SipWorld.Answer(packet.Stamped!, 200), packet);
        Send(Request($"SIP/2.0/{kind} 10.0.0.1:5060;branch=z9hG4bK1"), kind);
        Send(Request($"SIP/2.0/{kind} 10.0.0.1:5060;branch=z9hG4bK2"), kind);
        var seen = _world.Bob.Packets[0];
        _world.Bob.Transport.Send(Request($"SIP/2.0/{kind} 10.0.0.2:5060;branch=z9hG4bK3"), new SipTarget(kind, seen.Remote));
        _world.Loop.RunUntilIdle();

        Assert.That(_world.Bob.Packets.Select(packet => packet.Remote).Distinct().Count(), Is.EqualTo(1));
        Assert.That((_world.Alice.Transport.StreamCount, _world.Bob.Transport.StreamCount), Is.EqualTo((1, 1)));
        Assert.That(_world.Alice.Log[^1], Does.EndWith($"< {kind} message").IgnoreCase);
    }

    [Test]
    public void A_response_whose_stream_is_gone_opens_one_to_where_the_peer_listens()
    {
        SipPacket? request = null;
        _world.Bob.Transport.Received = packet => request = packet;
        Send(Request("SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK1"), TransportKind.Tcp);
        _world.Alice.Transport.CloseStreams();
        _world.Loop.RunUntilIdle();

        _world.Bob.Transport.SendResponse(SipWorld.Answer(request!.Stamped!, 200), request);
        _world.Loop.RunUntilIdle();

        Assert.That(_world.Bob.Packets[^1].Remote, Is.EqualTo(IPEndPoint.Parse("10.0.0.1:5060")));
        Assert.That(_world.Alice.Log[^1], Does.EndWith("< tcp 200"));
    }

    [Test]
    public void Messages_sent_while_the_stream_opens_arrive_in_order_over_one_stream()
    {
        for (var i = 1; i <= 5; i++)
        {
            _world.Alice.Transport.Send(Request($"SIP/2.0/TCP h;branch=z9hG4bK{i}"), _world.Bob.Target(TransportKind.Tcp));
        }

        _world.Loop.RunUntilIdle();

        Assert.That(_world.Bob.Packets.Select(packet => packet.Message?.TopVia?.Branch?[^1]), Is.EqualTo("12345"));
        Assert.That(_world.Bob.Transport.StreamCount, Is.EqualTo(1));
    }

    [Test]
    public void A_refused_connection_fails_every_message_that_waited_and_nothing_counts_as_sent()
    {
        var failures = new List<string>();
        var nobody = new SipTarget(TransportKind.Tcp, IPEndPoint.Parse("10.0.0.9:5060"));
        _world.Alice.Transport.Send(SipWorld.Message(), nobody, failures.Add);
        _world.Alice.Transport.Send(SipWorld.Message(), nobody, failures.Add);

        _world.Loop.RunUntilIdle();

        Assert.That(failures, Is.EqualTo(new[] { "10.0.0.9:5060 refused the connection", "10.0.0.9:5060 refused the connection" }));
        Assert.That(_world.Alice.Log, Is.Empty);
        Assert.That(_world.Alice.Transport.StreamCount, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(7)]
    public void Streams_are_framed_whatever_the_segments(int segment)
    {
        _world.Network.Add(new LinkRule { Segment = segment });
        var first = Request("SIP/2.0/TCP h;branch=z9hG4bK1");
        var second = Request("SIP/2.0/TCP h;branch=z9hG4bK2");
        byte[] both = [.. "\r\n\r\n"u8, .. first.Bytes.Span, .. second.Bytes.Span, .. "\r\n"u8];

        _world.Alice.Transport.Send(both, _world.Bob.Target(TransportKind.Tcp));
        _world.Loop.RunUntilIdle();

        var messages = _world.Bob.Packets.Select(packet => packet.Message).OfType<SipMessage>().ToList();
        Assert.That(messages.Select(message => message.TopVia?.Branch), Is.EqualTo(new[] { "z9hG4bK1", "z9hG4bK2" }));
        Assert.That(messages[0].Bytes.ToArray(), Is.EqualTo(first.Bytes.ToArray()));
        Assert.That(messages[1].Bytes.ToArray(), Is.EqualTo(second.Bytes.ToArray()));
    }

    [Test]
    public void Malformed_bytes_on_a_stream_reach_the_tap_get_a_400_and_the_stream_closes()
    {
        var text = "MESSAGE sip:b SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bK1\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:b>\r\n" +
            "Call-ID: c\r\nCSeq: 1 MESSAGE\r\nContent-Length: many\r\n\r\n";
        _world.Alice.Transport.Send(Encoding.ASCII.GetBytes(text), _world.Bob.Target(TransportKind.Tcp));

        _world.Loop.RunUntilIdle();

        Assert.That(_world.Bob.Packets[0].Error?.Reason, Is.EqualTo(WireReason.ContentLength));
        Assert.That(_world.Alice.Packets[0].Error?.Reason, Is.EqualTo(WireReason.ContentLength), "the sender's tap sees it too");
        Assert.That(_world.Alice.Packets[^1].Message?.StatusCode, Is.EqualTo(400));
        Assert.That(_world.Alice.Packets[^1].Message?.TopVia?.Branch, Is.EqualTo("z9hG4bK1"));
        Assert.That((_world.Alice.Transport.StreamCount, _world.Bob.Transport.StreamCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Rubbish_gets_no_answer()
    {
        _world.Alice.Transport.Send("hello?\r\n\r\n"u8.ToArray(), _world.Bob.Target(TransportKind.Udp));
        _world.Alice.Transport.Send("SIP/2.0 abc\r\n\r\n"u8.ToArray(), _world.Bob.Target(TransportKind.Udp));
        _world.Alice.Transport.Send("\r\n\r\n"u8.ToArray(), _world.Bob.Target(TransportKind.Udp));

        _world.Loop.RunUntilIdle();

        Assert.That(_world.Bob.LogWithoutTimes, Is.EqualTo(new[] { "< udp startline", "< udp startline" }));
    }

    [Test]
    public void Beyond_the_limit_the_stream_idle_longest_is_closed()
    {
        using var host = new SipHost(
            _world.Network, "10.0.0.4", new IdSource(4), options: new SipTransportOptions { Port = 5060, MaxStreams = 2 });
        using var third = new SipHost(_world.Network, "10.0.0.3", new IdSource(3));
        foreach (var target in new[] { _world.Alice, _world.Bob, _world.Alice, third })
        {
            host.Transport.Send(SipWorld.Message(), target.Target(TransportKind.Tcp));
            _world.Loop.RunUntilIdle();
        }

        Assert.That((_world.Alice.Transport.StreamCount, _world.Bob.Transport.StreamCount, third.Transport.StreamCount), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public void A_taken_port_says_which()
    {
        Assert.That(
            () => new SipHost(_world.Network, "10.0.0.1", new IdSource(1)),
            Throws.TypeOf<NetworkException>().With.Message.Contains("10.0.0.1:5060"));
    }

    [Test]
    public void A_disposed_transport_frees_its_ports_and_fails_what_is_sent()
    {
        _world.Alice.Dispose();
        string? reason = null;
        _world.Alice.Transport.Send(SipWorld.Message(), _world.Bob.Target(TransportKind.Udp), failure => reason = failure);
        using var again = new SipHost(_world.Network, "10.0.0.1", new IdSource(1));

        _world.Loop.RunUntilIdle();

        Assert.That(reason, Is.EqualTo("the transport is closed"));
    }

    private static SipMessage Request(string via) => SipWorld.Message().Edit().AddFirst("Via", via).Build();

    private void Send(SipMessage message, TransportKind kind)
    {
        _world.Alice.Transport.Send(message, _world.Bob.Target(kind));
        _world.Loop.RunUntilIdle();
    }
}
