using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.ReferenceImpl.Tests.InstantMessages;

public sealed class SocketSpecs
{
    [TestCase(TransportKind.Udp)]
    [TestCase(TransportKind.Tcp)]
    [TestCase(TransportKind.Tls)]
    public async Task An_IM_and_its_receipt_travel_over_real_sockets(TransportKind transport)
    {
        using var authority = new TestAuthority();
        using var loop = new SocketLoop("seats");
        using var network = new SocketNetwork(loop);
        var confirmed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var seats = await loop.InvokeAsync(() =>
        {
            var bob = Seat("im-recipient");
            var alice = Seat("im-sender");
            alice.UserSaw += (what, values) => confirmed.TrySetResult($"{what} {values.GetValueOrDefault("class")}");
            alice.Do("send-im", "user=alice", $"to={Uri(bob.SipAddresses[transport])}", "receipts=positive-delivery", "text=Hello");
            return new[] { alice, bob };
        });
        Assert.That(await confirmed.Task.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo("show-receipt delivered"));
        await loop.InvokeAsync(() => Array.ForEach(seats, seat => seat.Dispose()));

        IReferenceSeat Seat(string name) => ReferenceSeats.Create(name, new SeatOptions
        {
            Network = network,
            Ids = new IdSource(3).Child(name),
            TlsServer = authority.Server,
            TlsClient = authority.Client,
        });

        string Uri(IPEndPoint address) => transport switch
        {
            TransportKind.Tls => $"sips:bob@{address}",
            TransportKind.Tcp => $"sip:bob@{address};transport=tcp",
            _ => $"sip:bob@{address}",
        };
    }
}
