using System.Net;
using System.Text;
using Conformance.Stack.Net;

namespace Conformance.Stack.Tests.Net;

[TestFixture]
public sealed class VirtualNetworkSpecs
{
    private static readonly IPEndPoint s_alice = IPEndPoint.Parse("10.0.0.1:5060");
    private static readonly IPEndPoint s_bob = IPEndPoint.Parse("10.0.0.2:5060");

    private VirtualLoop _loop = new();
    private VirtualNetwork _network = new(new VirtualLoop());
    private List<string> _seen = [];

    [SetUp]
    public void CreateWorld()
    {
        _loop = new VirtualLoop();
        _network = new VirtualNetwork(_loop, seed: 1);
        _seen = [];
    }

    [TearDown]
    public void DisposeWorld() => _network.Dispose();

    [Test]
    public void A_datagram_arrives_after_the_latency_with_its_source()
    {
        var alice = Bind(s_alice);
        Bind(s_bob);

        alice.Send(Bytes("hi"), s_bob);
        _loop.RunUntilIdle();

        Assert.That(_seen, Is.EqualTo(new[] { "1 ms 10.0.0.2:5060 <- 10.0.0.1:5060 hi" }));
    }

    [Test]
    public void A_datagram_to_nobody_is_lost_and_one_that_is_too_long_fails()
    {
        var alice = Bind(s_alice);
        string? failure = null;

        alice.Send(Bytes("hi"), s_bob, reason => failure = reason);
        alice.Send(new byte[VirtualNetwork.MaxDatagram + 1], s_bob, reason => failure = reason);
        _loop.RunUntilIdle();

        Assert.That(failure, Does.StartWith("65508 bytes"));
    }

    [Test]
    public void A_busy_port_is_refused_until_it_is_closed()
    {
        var first = Bind(s_alice);

        Assert.That(() => Bind(s_alice), Throws.TypeOf<NetworkException>().With.Message.Contains("10.0.0.1:5060"));
        first.Dispose();
        Assert.That(() => Bind(s_alice), Throws.Nothing);
    }

    [Test]
    public void Port_zero_takes_a_free_port_and_reports_it()
    {
        var any = new IPEndPoint(s_alice.Address, 0);

        var (first, second) = (Bind(any).Local.Port, Bind(any).Local.Port);

        Assert.That(first, Is.Not.Zero.And.Not.EqualTo(second));
    }

    [Test]
    public void A_rule_drops_just_as_many_matching_datagrams_as_it_says()
    {
        var alice = Bind(s_alice);
        Bind(s_bob);
        _network.Add(new LinkRule { To = s_bob, Where = bytes => bytes.Span[0] == 'x', Times = 2, Drop = 1 });

        foreach (var text in new[] { "x1", "a", "x2", "x3" })
        {
            alice.Send(Bytes(text), s_bob);
        }

        _loop.RunUntilIdle();
        Assert.That(_seen.Select(line => line.Split(' ')[^1]), Is.EqualTo(new[] { "a", "x3" }));
    }

    [Test]
    public void Rules_delay_repeat_and_reorder()
    {
        var alice = Bind(s_alice);
        Bind(s_bob);
        _network.Add(new LinkRule { From = s_alice, Times = 1, Reorder = 1, ReorderBy = TimeSpan.FromMilliseconds(5) });
        _network.Add(new LinkRule { To = new IPEndPoint(s_bob.Address, 0), Delay = TimeSpan.FromMilliseconds(2) });
        using (_network.Add(new LinkRule { Duplicate = 1 }))
        {
            alice.Send(Bytes("one"), s_bob);
        }

        alice.Send(Bytes("two"), s_bob);
        _loop.RunUntilIdle();

        Assert.That(_seen.Select(line => line.Split(' ')[0] + line.Split(' ')[^1]), Is.EqualTo(new[] { "3two", "8one", "8one" }));
    }

    [Test]
    public void Equal_seeds_give_equal_runs_and_others_do_not()
    {
        var (first, again, other) = (NoisyRun(5), NoisyRun(5), NoisyRun(6));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_stream_carries_bytes_both_ways_in_order_and_ends(bool tls)
    {
        var security = tls ? StreamSecurity.Tls(TlsSettings.Empty) : StreamSecurity.None;
        _network.Listen(s_bob, security, stream => Watch("bob", stream, bytes => stream.Send(bytes)));
        _network.Connect(s_bob, security, stream =>
        {
            Watch("alice", stream, _ => stream.Close());
            stream.Send(Bytes("ping"));
        }, Assert.Fail, s_alice.Address);

        _loop.RunUntilIdle();

        var kind = tls ? "Tls" : "Tcp";
        Assert.That(_seen, Is.EqualTo(new[] { $"bob {kind}", $"alice {kind}", "bob: ping", "alice: ping", "bob closed: " }));
    }

    [Test]
    public void Connecting_to_nobody_to_the_wrong_kind_or_over_a_dead_link_fails_with_the_reason()
    {
        _network.Listen(s_bob, StreamSecurity.None, _ => Assert.Fail("accepted"));
        Connect(s_alice, StreamSecurity.None);
        Connect(s_bob, StreamSecurity.Tls(TlsSettings.Empty));
        _network.Add(new LinkRule { To = s_bob, Drop = 1 });
        Connect(s_bob, StreamSecurity.None);

        _loop.RunUntilIdle();

        Assert.That(_seen, Is.EqualTo(new[]
        {
            "2 ms 10.0.0.1:5060 refused the connection", "2 ms 10.0.0.2:5060 does not speak TLS", "10000 ms no answer from 10.0.0.2:5060 within 10 s",
        }));

        void Connect(IPEndPoint to, StreamSecurity security) =>
            _network.Connect(to, security, _ => Assert.Fail("connected"), reason => _seen.Add($"{Elapsed} ms {reason}"));
    }

    [Test]
    public void A_sniffing_port_serves_both_kinds()
    {
        _network.Listen(s_bob, StreamSecurity.Sniff(TlsSettings.Empty), stream => _seen.Add(stream.Kind.ToString()));
        _network.Connect(s_bob, StreamSecurity.None, _ => { }, Assert.Fail);
        _network.Connect(s_bob, StreamSecurity.Tls(TlsSettings.Empty), _ => { }, Assert.Fail);

        _loop.RunUntilIdle();

        Assert.That(_seen, Is.EqualTo(new[] { "Tcp", "Tls" }));
    }

    [Test]
    public void A_cut_stream_delivers_what_came_before_and_breaks_both_ends()
    {
        _network.Add(new LinkRule { To = s_bob, CutAfter = 3 });
        _network.Listen(s_bob, StreamSecurity.None, stream => Watch("bob", stream));
        _network.Connect(s_bob, StreamSecurity.None, stream =>
        {
            Watch("alice", stream);
            stream.Send(Bytes("abcdef"));
        }, Assert.Fail);

        _loop.RunUntilIdle();

        Assert.That(_seen[2..], Is.EqualTo(new[] { "bob: abc", "bob closed: connection reset", "alice closed: connection reset" }));
    }

    [Test]
    public void Segments_arrive_piece_by_piece()
    {
        _network.Add(new LinkRule { Segment = 1 });
        _network.Listen(s_bob, StreamSecurity.None, stream => Watch("bob", stream));
        _network.Connect(s_bob, StreamSecurity.None, stream => stream.Send(Bytes("abc")), Assert.Fail);

        _loop.RunUntilIdle();

        Assert.That(_seen[1..], Is.EqualTo(new[] { "bob: a", "bob: b", "bob: c" }));
    }

    [Test]
    public void A_peer_that_does_not_read_holds_the_sender_back_and_then_breaks_it()
    {
        _network.MaxPendingBytes = 10;
        IByteStream? slow = null;
        IByteStream? fast = null;
        _network.Listen(s_bob, StreamSecurity.None, stream => Watch("bob", slow = stream));
        _network.Connect(s_bob, StreamSecurity.None, stream => Watch("alice", fast = stream), Assert.Fail);
        _loop.RunUntilIdle();

        slow!.Reading = false;
        fast!.Drained = () => _seen.Add("drained");
        fast.Send(Bytes("12345678"));
        _loop.RunUntilIdle();
        Assert.That(fast.PendingBytes, Is.EqualTo(8));

        slow.Reading = true;
        _loop.RunUntilIdle();
        Assert.That(_seen[2..], Is.EqualTo(new[] { "bob: 12345678", "drained" }));

        slow.Reading = false;
        fast.Send(Bytes("12345678"));
        fast.Send(Bytes("12345678"));
        _loop.RunUntilIdle();
        Assert.That(_seen[4..], Is.EqualTo(new[] { "alice closed: 10.0.0.2:5060 does not read: 8 bytes are waiting", "bob closed: connection reset" }));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static List<string> NoisyRun(ulong seed)
    {
        var loop = new VirtualLoop();
        var network = new VirtualNetwork(loop, seed);
        var seen = new List<string>();
        network.Add(new LinkRule { Drop = 0.2, Duplicate = 0.2, Reorder = 0.2 });
        var alice = network.BindDatagram(s_alice, (_, _) => { });
        network.BindDatagram(s_bob, (bytes, _) => seen.Add($"{loop.Now.Ticks} {bytes.Span[0]}"));
        for (byte i = 0; i < 100; i++)
        {
            alice.Send(new[] { i }, s_bob);
            loop.RunFor(TimeSpan.FromMilliseconds(1));
        }

        loop.RunUntilIdle();
        return seen;
    }

    private double Elapsed => (_loop.Now - VirtualLoop.Epoch).TotalMilliseconds;

    private IDatagramSocket Bind(IPEndPoint local) => _network.BindDatagram(
        local, (bytes, from) => _seen.Add($"{Elapsed} ms {local} <- {from} {Encoding.ASCII.GetString(bytes.Span)}"));

    private void Watch(string who, IByteStream stream, Action<ReadOnlyMemory<byte>>? received = null)
    {
        _seen.Add($"{who} {stream.Kind}");
        stream.Received = bytes =>
        {
            _seen.Add($"{who}: {Encoding.ASCII.GetString(bytes.Span)}");
            received?.Invoke(bytes);
        };
        stream.Closed = reason => _seen.Add($"{who} closed: {reason}");
    }
}
