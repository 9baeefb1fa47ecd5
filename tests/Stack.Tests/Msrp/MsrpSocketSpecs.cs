using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpSocketSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Plain_and_TLS_sessions_share_one_port_over_real_sockets()
    {
        using var authority = new TestAuthority();
        using var loop = new SocketLoop();
        using var network = new SocketNetwork(loop);
        var settings = new MsrpSettings { TlsServer = authority.Server, TlsClient = authority.Client };
        var (alice, bob) = await loop.InvokeAsync(() => (
            new MsrpEndpoint(network, new IdSource(1), settings),
            new MsrpEndpoint(network, new IdSource(2), settings)));
        var arrived = new TaskCompletionSource();
        var kinds = new List<(TransportKind?, int)>();

        await loop.InvokeAsync(() =>
        {
            foreach (var secure in new[] { false, true })
            {
                var (from, to) = (alice.CreateSession(secure), bob.CreateSession(secure));
                to.Message += message =>
                {
                    kinds.Add((to.Connection?.Kind, message.Body.Length));
                    to.Send(MsrpWorld.Octets(300_000) with { ChunkSize = 10_000 });
                };
                from.Message += message =>
                {
                    kinds.Add((from.Connection?.Kind, message.Body.Length));
                    if (kinds.Count == 4)
                    {
                        arrived.SetResult();
                    }
                };
                to.Start([from.Local], MsrpRole.Passive);
                from.Start([to.Local], MsrpRole.Active);
                from.Send(MsrpWorld.Octets(200_000));
            }
        });

        await arrived.Task.WaitAsync(s_patience);
        await loop.InvokeAsync(() =>
        {
            alice.Dispose();
            bob.Dispose();
        });
        Assert.That(kinds, Is.EquivalentTo(new (TransportKind?, int)[]
        {
            (TransportKind.Tcp, 200_000),
            (TransportKind.Tcp, 300_000),
            (TransportKind.Tls, 200_000),
            (TransportKind.Tls, 300_000),
        }));
        Assert.That(loop.FirstFault, Is.Null);
    }
}
