using System.Net;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Stack.Tests.Net;

[TestFixture]
public sealed class SocketNetworkSpecs : LoopFixture
{
    private readonly TestAuthority _authority = new();

    [OneTimeTearDown]
    public void DisposeAuthority() => _authority.Dispose();

    [Test]
    public async Task Datagrams_travel_with_their_source()
    {
        var got = new TaskCompletionSource<string>();
        await On(() =>
        {
            var alice = Network.BindDatagram(AnyPort, (_, _) => { });
            var bob = Network.BindDatagram(AnyPort, (bytes, from) => got.SetResult($"{Text(bytes)} {from.Equals(alice.Local)}"));
            alice.Send(Bytes("hi"), bob.Local);
        });

        Assert.That(await Within(got), Is.EqualTo("hi True"));
    }

    [Test]
    public async Task A_datagram_that_is_too_long_fails_with_the_reason()
    {
        var failed = new TaskCompletionSource<string>();
        await On(() => Network.BindDatagram(AnyPort, (_, _) => { }).Send(new byte[66_000], new IPEndPoint(IPAddress.Loopback, 9), failed.SetResult));

        Assert.That(await Within(failed), Does.Contain("too long"));
    }

    [Test]
    public async Task Busy_ports_and_foreign_addresses_are_refused_in_words()
    {
        await On(() =>
        {
            var udp = Network.BindDatagram(AnyPort, (_, _) => { });
            var tcp = Network.Listen(AnyPort, StreamSecurity.None, _ => { });

            Assert.That(() => Network.BindDatagram(udp.Local, (_, _) => { }), Throws.TypeOf<NetworkException>().With.Message.Contains("is taken"));
            Assert.That(() => Network.Listen(tcp.Local, StreamSecurity.None, _ => { }), Throws.TypeOf<NetworkException>().With.Message.Contains("is taken"));
            Assert.That(
                () => Network.BindDatagram(IPEndPoint.Parse("192.0.2.1:0"), (_, _) => { }),
                Throws.TypeOf<NetworkException>().With.Message.Contains("not an address of this host"));
            Assert.That(() => Network.Listen(AnyPort, StreamSecurity.Tls(TlsSettings.Empty), _ => { }), Throws.TypeOf<NetworkException>());
        });
    }

    [TestCase(StreamSecurityMode.None, StreamSecurityMode.None)]
    [TestCase(StreamSecurityMode.Tls, StreamSecurityMode.Tls)]
    [TestCase(StreamSecurityMode.Sniff, StreamSecurityMode.None)]
    [TestCase(StreamSecurityMode.Sniff, StreamSecurityMode.Tls)]
    public async Task A_megabyte_goes_there_and_back_and_the_stream_ends_in_order(StreamSecurityMode server, StreamSecurityMode client)
    {
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        var echoed = new MemoryStream();
        var closed = new TaskCompletionSource<string?>();
        await On(() =>
        {
            var listener = Network.Listen(AnyPort, Security(server, _authority.Server), stream =>
            {
                stream.Received = stream.Send;
                stream.Closed = closed.SetResult;
            });
            Network.Connect(listener.Local, Security(client, _authority.Client), stream =>
            {
                Assert.That(stream.Kind, Is.EqualTo(client == StreamSecurityMode.None ? TransportKind.Tcp : TransportKind.Tls));
                stream.Received = bytes =>
                {
                    echoed.Write(bytes.Span);
                    if (echoed.Length == sent.Length)
                    {
                        stream.Close();
                    }
                };
                stream.Send(sent);
            }, reason => closed.SetResult(reason));
        });

        Assert.That(await Within(closed), Is.Null);
        Assert.That(echoed.ToArray().AsSpan().SequenceEqual(sent));
    }

    [Test]
    public async Task A_refused_connection_fails_with_the_reason()
    {
        var failed = new TaskCompletionSource<string>();
        await On(() =>
        {
            var listener = Network.Listen(AnyPort, StreamSecurity.None, _ => { });
            listener.Dispose();
            Network.Connect(listener.Local, StreamSecurity.None, _ => failed.SetResult("connected"), failed.SetResult);
        });

        Assert.That(await Within(failed), Does.EndWith("refused the connection"));
    }

    [Test]
    public async Task A_server_of_another_authority_is_not_trusted()
    {
        using var stranger = new TestAuthority();
        var failed = new TaskCompletionSource<string>();
        await On(() =>
        {
            var listener = Network.Listen(AnyPort, StreamSecurity.Tls(stranger.Server), _ => { });
            Network.Connect(listener.Local, StreamSecurity.Tls(_authority.Client), _ => failed.SetResult("connected"), failed.SetResult);
        });

        Assert.That(await Within(failed), Does.Contain("TLS with"));
    }

    [Test]
    public async Task A_client_certificate_is_demanded_when_asked_for()
    {
        var accepted = new TaskCompletionSource<TransportKind>();
        await On(() =>
        {
            var listener = Network.Listen(
                AnyPort, StreamSecurity.Tls(_authority.Server with { RequireClientCertificate = true }), stream => accepted.SetResult(stream.Kind));
            Network.Connect(listener.Local, StreamSecurity.Tls(_authority.Client), _ => { }, reason => accepted.SetException(new IOException(reason)));
        });

        Assert.That(await Within(accepted), Is.EqualTo(TransportKind.Tls));
    }

    [Test]
    public async Task A_peer_that_pauses_slows_the_sender_down_and_gets_everything()
    {
        const int Total = 8_000_000;
        var stalled = new TaskCompletionSource<int>();
        var done = new TaskCompletionSource<int>();
        var received = 0;
        IByteStream? slow = null;
        await On(() =>
        {
            var listener = Network.Listen(AnyPort, StreamSecurity.None, stream =>
            {
                slow = stream;
                stream.Reading = false;
                stream.Received = bytes =>
                {
                    received += bytes.Length;
                    if (received == Total)
                    {
                        done.SetResult(received);
                    }
                };
            });
            Network.Connect(listener.Local, StreamSecurity.None, stream =>
            {
                stream.Send(new byte[Total]);
                Loop.After(TimeSpan.FromMilliseconds(100), () => stalled.SetResult(stream.PendingBytes));
            }, _ => { });
        });

        Assert.That(await Within(stalled), Is.Positive);
        await On(() => slow!.Reading = true);
        Assert.That(await Within(done), Is.EqualTo(Total));
    }

    [Test]
    public async Task What_is_sent_before_closing_arrives_even_when_the_peer_still_sends()
    {
        var got = new TaskCompletionSource<string>();
        await On(() =>
        {
            var listener = Network.Listen(AnyPort, StreamSecurity.None, stream => stream.Received = _ =>
            {
                stream.Send(Bytes("enough"));
                stream.Close();
            });
            Network.Connect(listener.Local, StreamSecurity.None, stream =>
            {
                var text = "";
                stream.Received = bytes => text += Text(bytes);
                stream.Closed = reason => got.SetResult($"{text} {reason}");
                stream.Send(new byte[300_000]);
            }, got.SetResult);
        });

        Assert.That(await Within(got), Is.EqualTo("enough "));
    }

    [Test]
    public void Ports_are_opened_on_the_loop_only()
    {
        Assert.That(() => Network.BindDatagram(AnyPort, (_, _) => { }), Throws.InvalidOperationException);
    }

    private static StreamSecurity Security(StreamSecurityMode mode, TlsSettings settings) => mode switch
    {
        StreamSecurityMode.None => StreamSecurity.None,
        StreamSecurityMode.Tls => StreamSecurity.Tls(settings),
        _ => StreamSecurity.Sniff(settings),
    };
}
