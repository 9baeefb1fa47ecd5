using System.Net;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Tests.Net;
using Conformance.Stack.Tls;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class SipOverSocketsSpecs : LoopFixture
{
    private readonly TestAuthority _authority = new();

    private SipHost? _alice;
    private SipHost? _bob;

    [OneTimeTearDown]
    public void DisposeAuthority() => _authority.Dispose();

    [TearDown]
    public Task DisposeHosts() => On(() =>
    {
        _alice?.Dispose();
        _bob?.Dispose();
    });

    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    [TestCase(TransportKind.Tls)]
    public async Task A_burst_of_requests_is_answered_each_once(TransportKind kind)
    {
        const int Burst = 500;
        var done = new TaskCompletionSource<int>();
        var (answered, asked) = (0, 0);
        await CreateHosts();
        await On(() =>
        {
            _bob!.Transactions.RequestReceived += transaction =>
            {
                asked++;
                transaction.Respond(SipWorld.Answer(transaction, 200));
            };
            for (var i = 0; i < Burst; i++)
            {
                var request = SipWorld.Message($"message {i}").Edit().Set("Call-ID", $"call-{i}").Build();
                _alice!.Transactions.Send(
                    request,
                    _bob.Target(kind),
                    _ =>
                    {
                        if (++answered == Burst)
                        {
                            done.SetResult(answered);
                        }
                    },
                    () => done.TrySetException(new TimeoutException()),
                    reason => done.TrySetException(new IOException(reason)));
            }
        });

        Assert.That(await Within(done), Is.EqualTo(Burst));
        Assert.That(await Loop.InvokeAsync(() => asked), Is.EqualTo(Burst));
    }

    [Test]
    public async Task A_fan_out_to_many_hosts_opens_a_stream_to_each()
    {
        const int Hosts = 50;
        var done = new TaskCompletionSource<int>();
        var answered = 0;
        await CreateHosts();
        var hosts = new List<SipHost>();
        await On(() =>
        {
            for (var i = 0; i < Hosts; i++)
            {
                var host = new SipHost(Network, "127.0.0.1", new IdSource((ulong)i), options: new SipTransportOptions());
                host.Transactions.RequestReceived += transaction => transaction.Respond(SipWorld.Answer(transaction, 200));
                hosts.Add(host);
                _alice!.Transactions.Send(SipWorld.Message(), host.Target(TransportKind.Tcp), _ =>
                {
                    if (++answered == Hosts)
                    {
                        done.SetResult(_alice.Transport.StreamCount);
                    }
                });
            }
        });

        Assert.That(await Within(done), Is.EqualTo(Hosts));
        await On(() => hosts.ForEach(host => host.Dispose()));
    }

    [Test]
    public async Task A_refused_connection_is_a_transport_error()
    {
        var failed = new TaskCompletionSource<string>();
        await CreateHosts();
        await On(() =>
        {
            var target = _bob!.Target(TransportKind.Tcp);
            _bob.Dispose();
            _alice!.Transactions.Send(SipWorld.Message(), target, _ => failed.SetResult("answered"), null, failed.SetResult);
        });

        Assert.That(await Within(failed), Does.EndWith("refused the connection"));
    }

    [Test]
    public async Task Who_connects_as_another_shows_another_certificate_on_a_connection_of_its_own()
    {
        using var strangers = new TestAuthority();
        var (known, turnedAway) = (new TaskCompletionSource<int>(), new TaskCompletionSource<SipTarget>());
        await On(() =>
        {
            var server = new SipTransportOptions { TlsPort = 0, Tls = _authority.Server with { RequireClientCertificate = true }, TlsClient = _authority.Client };
            _bob = new SipHost(Network, "127.0.0.1", new IdSource(2), options: server);
            _alice = new SipHost(Network, "127.0.0.1", new IdSource(1), options: server with { TlsOther = strangers.Other with { TrustedRoots = [_authority.Root] } });
            _bob.Transactions.RequestReceived += transaction => transaction.Respond(SipWorld.Answer(transaction, 200));

            var asAnother = _bob.Target(TransportKind.Tls) with { AsAnother = true };
            _alice.Transport.Lost = turnedAway.SetResult;
            _alice.Transactions.Send(SipWorld.Message("as another").Edit().Set("Call-ID", "call-2").Build(), asAnother, _ => turnedAway.SetCanceled(), null, _ => turnedAway.TrySetResult(asAnother));
            _alice.Transactions.Send(SipWorld.Message("as herself"), _bob.Target(TransportKind.Tls), response => known.SetResult(response.StatusCode));
        });

        Assert.That(await Within(known), Is.EqualTo(200));
        Assert.That((await Within(turnedAway)).AsAnother, Is.True);
    }

    private Task CreateHosts() => On(() =>
    {
        var options = new SipTransportOptions { TlsPort = 0, Tls = _authority.Server, TlsClient = _authority.Client };
        _alice = new SipHost(Network, "127.0.0.1", new IdSource(1), options: options);
        _bob = new SipHost(Network, "127.0.0.1", new IdSource(2), options: options);
        Assert.That(_alice.Transport.Local(TransportKind.Udp)?.Port, Is.EqualTo(_alice.Transport.Local(TransportKind.Tcp)?.Port));
    });
}
